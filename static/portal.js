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
  const pressed = new Set();
  const free = (button) => { if (pressed.delete(button)) button.disabled = false; };
  const unsent = (field) => field.type === "file" && !field.closest("form[data-upload]");  // chosen, and waiting for a button
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]") || unsent(event.target)) dirty = true; });
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
    if (!button || event.target.matches("[data-keep]")) return;
    setTimeout(() => { button.disabled = true; pressed.add(button); }, 0);
    setTimeout(() => free(button), 8_000);  // a download leaves the page as it was; pressed twice it is done once
  });
  document.addEventListener("draft:saved", () => { dirty = false; });
  document.addEventListener("submit", (event) => {  // nothing of a draft stays on a shared machine after signing out
    if (!event.target.matches("[data-sign-out]")) return;
    Object.keys(localStorage).filter((key) => key.startsWith("draft:")).forEach((key) => localStorage.removeItem(key));
  });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) [...pressed].forEach(free);
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

  // a link to a field puts the cursor there, a link to a part of the page puts it on its first field
  const reach = () => {
    const part = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!part || part.matches("main")) return;
    if (part.closest("details")) part.closest("details").open = true;
    const fields = "input:not([type=hidden]), select, textarea, button, [tabindex]";
    const field = part.matches(fields) ? part : part.querySelector(fields);
    field?.focus();
  };
  window.addEventListener("hashchange", reach);
  // a refused form opens at its fault by itself, unless its address leads elsewhere
  const refused = location.hash && document.querySelector("main [autofocus]");
  if (refused) window.addEventListener("load", () => refused.focus());
  else reach();

  // what an ID number tells, as soon as it is typed
  const told = (number) => {
    if (!/^\d{17}[\dX]$/.test(number)) return ["", false];
    const sum = [...number.slice(0, 17)].reduce((total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11), 0);
    if ("10X98765432"[sum % 11] !== number[17]) return ["末位与前面的数字对不上，请对照身份证核对", true];
    const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
    return [`${Number(number[16]) % 2 ? "男" : "女"}，${year}年${month}月${day}日出生`, false];
  };
  document.querySelectorAll("[data-id-number]").forEach((field) => {
    const read = Object.assign(document.createElement("div"), { className: "read-out" });
    read.setAttribute("role", "status");
    field.after(read);
    const show = () => {
      const [words, wrong] = told(field.value.normalize("NFKC").replace(/\s/g, "").toUpperCase());
      read.textContent = words;
      read.classList.toggle("fault", wrong);
    };
    field.addEventListener("input", show);
    show();
  });

  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

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
