/* Small comforts: the menu is open on wide screens, important buttons ask, one click is one submit, files show their name. */
(() => {
  const menu = document.querySelector(".menu details");
  const wide = window.matchMedia("(min-width: 768px)");
  const fit = () => { if (menu) menu.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);

  const owns = [...document.querySelectorAll(".own")];
  document.addEventListener("click", (event) => {
    owns.filter((own) => own.open && !own.contains(event.target)).forEach((own) => { own.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && owns.find((own) => own.open);
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });

  const ask = document.querySelector("dialog.ask");
  let waiting = null;
  let agreed = null;
  ask?.addEventListener("close", () => {
    const button = waiting;
    waiting = null;
    if (ask.returnValue === "yes" && button) { agreed = button; button.form.requestSubmit(button); agreed = null; }
    else button?.focus();
  });

  let dirty = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) dirty = true; });
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.dataset.confirm && ask && agreed !== button) {
      event.preventDefault();
      waiting = button;
      ask.returnValue = "";
      ask.querySelector("p").textContent = button.dataset.confirm;
      ask.showModal();
      return;
    }
    if (event.target.method === "dialog") return;
    dirty = false;
    if (button && !event.target.matches("[data-keep]")) setTimeout(() => { button.disabled = true; }, 0);
  });
  document.addEventListener("draft:saved", () => { dirty = false; });
  document.addEventListener("submit", (event) => {  // nothing of a draft stays on a shared machine after signing out
    if (!event.target.matches("[data-sign-out]")) return;
    Object.keys(localStorage).filter((key) => key.startsWith("draft:")).forEach((key) => localStorage.removeItem(key));
  });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("button[disabled]").forEach((button) => { button.disabled = false; });
  });

  const weight = (bytes) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} 千字节` : `${(bytes / 1024 / 1024).toFixed(1)} 兆字节`);
  const dress = () => document.querySelectorAll("input[type=file]").forEach((field) => {
    if (field.closest(".drop")) return;
    const box = document.createElement("span");
    const text = document.createElement("span");
    const empty = "点这里选择文件，或把文件拖到这里";
    const show = () => {
      text.textContent = [...field.files].map((file) => `${file.name}（${weight(file.size)}）`).join("、") || empty;
      box.classList.toggle("chosen", field.files.length > 0);
    };
    box.className = "drop";
    field.before(box);
    box.append(field, text);
    field.addEventListener("change", show);
    show();
  });
  dress();
  document.addEventListener("portal:drawn", dress);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try { await navigator.clipboard.writeText(field.value); button.textContent = "已复制"; }
    catch { button.textContent = "请按复制键"; }
  });

  // a filter asks once for the same words: Enter, the change of the box and the pause after typing are one question
  let asked = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.closest(".filter-bar")) return;
    const question = event.detail.pathInfo.finalRequestPath;
    if (asked === question) event.preventDefault();
    asked = question;
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) asked = null; });
  document.addEventListener("htmx:historyRestore", () => { asked = null; });

  const scrollable = () => document.querySelectorAll(".table-box").forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) return;
    Object.assign(box, { tabIndex: 0, role: "region", ariaLabel: "表格，可左右滚动" });
  });
  scrollable();
  document.addEventListener("htmx:afterSettle", scrollable);

  // a bulk act: “all” ticks the page, the bar says how many and waits for one; the list may be drawn anew at any time
  const ticks = (form) => [...form.elements].filter((box) => box.name === "file");
  const count = (form) => {
    const all = form.querySelector("[data-check-all]");
    const boxes = ticks(form);
    const chosen = boxes.filter((box) => box.checked).length;
    all.closest("label").classList.remove("invisible");
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
    form.querySelectorAll("button").forEach((button) => { button.disabled = chosen === 0; });
    form.querySelector("[role=status]").textContent = chosen ? `已选 ${chosen} 份` : "";
  };
  const countAll = () => document.querySelectorAll("form[data-bulk]").forEach(count);
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-bulk]")) return;
    if (event.target.matches("[data-check-all]")) ticks(form).forEach((box) => { box.checked = event.target.checked; });
    count(form);
  });
  countAll();
  document.addEventListener("htmx:afterSettle", countAll);
  window.addEventListener("pageshow", countAll);
})();
