/* The score page: the total as you type, and a draft saved without asking. */
(() => {
  const form = document.querySelector("form[data-score]");
  if (!form) return;
  const total = document.querySelector("[data-total]");
  const saved = document.querySelector("[data-saved]");
  const marks = [...form.querySelectorAll("[data-mark]")];
  const add = () => {
    const halves = marks.reduce((sum, field) => sum + Math.round(Number(field.value || 0) * 2), 0);
    total.textContent = halves % 2 ? `${(halves - 1) / 2}.5` : String(halves / 2);
  };
  let timer;
  const save = async () => {
    if (!form.checkValidity()) { saved.textContent = "有分数超出范围，尚未保存"; return; }
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
      saved.textContent = answer.redirected || !answer.ok ? "未能自动保存，请点“保存草稿”" : await answer.text();
    } catch { saved.textContent = "网络不通，内容还在页面上，请稍后点“保存草稿”"; }
  };
  form.addEventListener("input", () => { add(); saved.textContent = "正在填写…"; clearTimeout(timer); timer = setTimeout(save, 1200); });
  add();
})();
