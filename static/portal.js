/* Small comforts: the menu is open on wide screens, one click is one submit, leaving an unsaved form asks. */
(() => {
  const menu = document.querySelector(".menu details");
  const wide = window.matchMedia("(min-width: 768px)");
  const fit = () => { if (menu) menu.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
  let dirty = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) dirty = true; });
  document.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    dirty = false;
    if (event.submitter) setTimeout(() => { event.submitter.disabled = true; }, 0);
  });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("button[disabled]").forEach((button) => { button.disabled = false; });
  });
  const all = document.querySelector("[data-check-all]");
  all?.addEventListener("change", () => {
    document.querySelectorAll(`input[name="${all.dataset.checkAll}"]`).forEach((box) => { box.checked = all.checked; });
  });
})();
