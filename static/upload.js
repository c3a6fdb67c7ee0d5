/* Files go up as soon as they are chosen, one after the other; each says in words how far it is, and what was wrong with it. */
(() => {
  const MOST = 10 * 1024 * 1024;
  const parser = new DOMParser();
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const field = form.elements.file, kind = form.elements.kind, queue = form.querySelector("[data-queue]");
  form.querySelector("[data-send]").hidden = true;  // choosing is enough
  const waiting = new Set();  // chosen and not yet there, or refused and not yet put right
  let last = Promise.resolve();

  const send = (file, chosen, say) => new Promise((done, failed) => {
    const body = new FormData(form);
    body.set("file", file);
    body.set("kind", chosen);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => say(event.loaded < event.total ? `正在上传，已传 ${Math.floor((event.loaded * 100) / event.total)}%` : "正在检查"));
    request.addEventListener("load", () => (request.status < 400 || request.status === 403 ? done(parser.parseFromString(request.responseText, "text/html")) : failed()));
    request.addEventListener("error", failed);
    request.send(body);
  });
  const redraw = (page) => {  // what the server draws takes the place of the old; the next press has a key of its own
    for (const part of ["[data-papers]", "[data-steps]"]) document.querySelector(part).replaceWith(document.importNode(page.querySelector(part), true));
    form.elements.form_key.value = page.querySelector("form[data-upload]").elements.form_key.value;
  };
  const line = (file) => {
    const item = document.createElement("li"), said = document.createElement("span");
    item.append(`${file.name}　`, said);
    queue.append(item);
    return { item, say: (words, tone = "") => { said.textContent = words; said.className = tone; } };
  };
  const offer = (file, { item, say }) => {  // another try, as another kind perhaps; or it is given up in so many words
    const again = Object.assign(document.createElement("div"), { className: "again" });
    const which = kind.cloneNode(true);
    which.removeAttribute("id");
    which.removeAttribute("aria-describedby");
    which.setAttribute("aria-label", `${file.name}的材料类别`);
    which.value = kind.value;
    const button = (words, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-outline-primary", textContent: words });
      made.addEventListener("click", () => { again.remove(); act(); });
      return made;
    };
    again.append(which, button("重新上传", () => put(file, which.value, { item, say })), button("不传了", () => { waiting.delete(file); item.remove(); }));
    item.append(again);
  };
  const put = (file, chosen, place) => {
    place.say("等待上传");
    last = last.then(async () => {
      const refuse = (words) => { place.say(words, "fault"); offer(file, place); };
      if (file.size > MOST) { refuse("超过 10 兆字节，请压缩后重新选择。"); return; }
      try {
        const page = await send(file, chosen, place.say);
        if (!page.querySelector("[data-papers]")) { refuse(page.querySelector("main p, main .alert")?.textContent.trim() || "没有传上去：登录已过期，请重新登录后再传。"); return; }
        const alerts = [...page.querySelectorAll("#content > .alert")];
        const words = alerts.map((alert) => alert.firstChild.textContent.trim()).join("");
        const wrong = alerts.some((alert) => alert.matches(".alert-danger"));
        if (page.querySelector("form[data-upload]")) redraw(page);
        if (wrong || !alerts.length) { refuse(words || "没有传上去，请再试一次。"); return; }
        waiting.delete(file);
        place.say(words, "check-ok");
      } catch { refuse("没有传上去：网络不通，请再试一次；已经传上去的不会重复。"); }
    });
  };
  const take = (files) => files.forEach((file) => { waiting.add(file); put(file, kind.value, line(file)); });
  field.addEventListener("change", () => {
    if (!field.files.length) return;
    take([...field.files]);
    field.value = "";
    field.dispatchEvent(new Event("change"));  // the box is empty again, and says so
  });
  for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
  const wanted = () => { if (location.hash.startsWith("#kind-")) kind.value = location.hash.slice("#kind-".length); };  // led here by what is missing
  window.addEventListener("hashchange", wanted);
  wanted();
  window.addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
})();
