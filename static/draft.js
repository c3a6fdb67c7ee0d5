/* A long form saves itself: to the server after each pause, and on this machine while the server cannot be reached. */
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const said = document.querySelector("[data-saved]");
  const note = document.querySelector("[data-draft-note]");
  const missing = document.querySelector("[data-missing]");
  const steps = document.querySelector("[data-steps]");
  const key = `draft:${location.pathname}`;
  const fields = () => [...form.elements].filter((field) => field.name && !field.disabled && !["hidden", "submit", "button"].includes(field.type));
  const values = () => Object.fromEntries(fields().map((field) => [field.name, field.value]));
  const say = (words) => { if (said.textContent !== words) said.textContent = words; };
  const tell = (words, buttons = []) => {
    const box = document.createElement("div");
    box.className = "alert alert-warning";
    box.setAttribute("role", "alert");
    box.append(words);
    for (const [label, act] of buttons) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline-primary btn-sm ms-3", textContent: label });
      button.addEventListener("click", () => { note.replaceChildren(); act(); });
      box.append(button);
    }
    note.replaceChildren(box);
  };
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ at: new Date().toLocaleString("zh-CN"), values: values() })); } catch { /* a full or forbidden store: the server has the rest */ } };
  const forget = () => localStorage.removeItem(key);

  let timer, saving = false, again = false, stopped = false, unsaved = false, going = Promise.resolve();
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };
  const mark = (faults) => fields().forEach((field) => {
    const words = faults[field.name];
    let box = form.querySelector(`#id_${field.name}_error`);
    field.classList.toggle("is-invalid", Boolean(words));
    field.ariaInvalid = words ? "true" : null;
    if (!words) { box?.remove(); return; }
    if (!box) {
      box = Object.assign(document.createElement("div"), { id: `id_${field.name}_error`, className: "fault" });
      field.parentElement.append(box);
      const told = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== box.id);
      field.setAttribute("aria-describedby", [...told, box.id].join(" "));
    }
    box.textContent = words.join(" ");
  });
  const answered = {
    200: (answer) => {
      form.elements.seen.value = answer.seen;
      missing.innerHTML = answer.missing;
      steps.innerHTML = answer.steps;
      mark(answer.faults);
      const wrong = Object.keys(answer.faults).length;
      if (wrong) { say(`有 ${wrong} 处须更正，没有保存；其余${answer.message}`); return; }
      if (!again) { unsaved = false; forget(); form.dispatchEvent(new Event("draft:saved", { bubbles: true })); }
      say(answer.message);
    },
    409: (answer) => {
      stopped = true;
      say("没有保存：另一位同事修改过");
      const theirs = Object.entries(answer.theirs).map(([, [heading, words]]) => `${heading}：${words || "（空）"}`).join("；");
      tell(`${answer.message} 对方的内容：${theirs}`, [
        ["以我的为准，继续保存", () => { form.elements.seen.value = answer.seen; stopped = false; later(0); }],
        ["改用对方的，重新打开", () => { forget(); form.dispatchEvent(new Event("draft:saved", { bubbles: true })); location.reload(); }],
      ]);
    },
    403: (answer) => { stopped = true; say("没有保存"); tell(`${answer.message} 您刚才填写的内容保存在这台设备上。`); },
  };
  function save() {  // resolves when what is on its way has been answered
    if (stopped) return going;
    if (saving) { again = true; return going; }
    going = send();
    return going;
  }
  async function send() {
    saving = true;
    again = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = answer.headers.get("content-type")?.includes("json");
      if (answer.redirected || (answer.status === 403 && !told)) {
        say("登录已过期，内容保存在这台设备上");
        tell("登录已过期。您填写的内容保存在这台设备上，重新登录后自动恢复。", [["重新登录", () => { form.dispatchEvent(new Event("draft:saved", { bubbles: true })); location.reload(); }]]);
        stopped = true;
      } else if (answered[answer.status]) answered[answer.status](await answer.json());
      else throw new Error(answer.status);
    } catch {
      say("网络不通，内容保存在这台设备上，恢复后自动上传");
      later(10_000);
    }
    saving = false;
    if (again) later(0);
  }

  const counters = [...form.querySelectorAll("textarea[maxlength]")].map((area) => {
    const told = Object.assign(document.createElement("div"), { className: "form-text" });
    area.after(told);
    return () => { told.textContent = `已写 ${area.value.length} 字`; };
  });
  const count = () => counters.forEach((show) => show());
  count();
  form.addEventListener("input", count);
  form.addEventListener("input", () => { unsaved = true; keep(); if (!stopped) { say("正在填写…"); later(1500); } });
  window.addEventListener("online", () => later(0));
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });  // gone back to: what is saved counts
  document.addEventListener("click", async (event) => {  // to another step: what was just typed goes first
    const link = event.target.closest("[data-steps] a, [data-missing] a");
    if (!link || !unsaved || stopped || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    clearTimeout(timer);
    await save();
    location.assign(link.href);
  });
  let pressed = null;
  form.addEventListener("submit", (event) => {  // what is on its way comes first: it would be told as somebody else's change
    clearTimeout(timer);
    if (!saving) { stopped = true; return; }
    event.preventDefault();
    event.stopPropagation();
    if (!pressed) going.then(() => { clearTimeout(timer); form.requestSubmit(pressed); pressed = null; });
    pressed = event.submitter;
  });

  const copy = (() => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } })();
  if (copy && JSON.stringify(copy.values) !== JSON.stringify(values())) {
    const before = values();
    const put = (all) => {
      document.dispatchEvent(new CustomEvent("draft:put", { detail: Object.keys(all) }));
      fields().forEach((field) => { if (field.name in all) field.value = all[field.name]; });
      count();
    };
    put(copy.values);
    later(1500);
    tell(`已恢复这台设备上 ${copy.at} 没有上传的内容。`, [["不要，用服务器上的", () => { put(before); forget(); later(0); }]]);
  } else forget();
})();
