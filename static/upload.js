/* Files go up one by one with a bar; the page as the server draws it afterwards takes the place of the old one. */
(() => {
  const parser = new DOMParser();
  const send = (form, file, bar, share) => new Promise((done, failed) => {
    const body = new FormData(form);
    body.set("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => { bar.value = share(event.loaded / event.total); });
    request.addEventListener("load", () => (request.status < 400 || request.status === 403 ? done(parser.parseFromString(request.responseText, "text/html")) : failed()));
    request.addEventListener("error", failed);
    request.send(body);
  });
  const tell = (form, words) => {
    const box = form.querySelector("[data-told]") || form.appendChild(document.createElement("div"));
    box.dataset.told = "";
    box.className = "fault";
    box.setAttribute("role", "alert");
    box.textContent = words;
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-upload]");
    const files = form ? [...form.elements.file.files] : [];
    if (!files.length) return;
    event.preventDefault();
    const bar = form.querySelector("progress");
    bar.hidden = false;
    const told = [];
    let page = null;
    try {
      for (const [done, file] of files.entries()) {
        page = await send(form, file, bar, (part) => ((done + part) * 100) / files.length);
        if (!page.querySelector("[data-papers]")) { location.reload(); return; }  // signed out, or closed meanwhile
        told.push(...page.querySelectorAll("#content > .alert"));
      }
    } catch {
      bar.hidden = true;
      form.querySelector("button").disabled = false;
      tell(form, "没有传上去：网络不通或文件太大，请再试一次；已经传上去的不会重复。");
      return;
    }
    const main = document.querySelector("#content");
    const fresh = document.importNode(page.querySelector("#content"), true);
    fresh.querySelectorAll(":scope > .alert").forEach((old) => old.remove());
    const part = form.closest("section").id;
    main.replaceWith(fresh);
    document.dispatchEvent(new Event("portal:drawn"));
    const section = document.getElementById(part);  // one stays where one uploaded, and is told there
    section.querySelector(".card-body").prepend(...told.map((alert) => document.importNode(alert, true)));
    section.querySelector("input[type=file]")?.focus({ preventScroll: true });
    section.scrollIntoView({ block: "nearest" });
  });
})();
