/* Lists of a form: a row is added and taken out in place; without script the same buttons save and draw the page again. */
(() => {
  const MOST = 20;
  const lists = [...document.querySelectorAll("fieldset[data-rows]")];
  if (!lists.length) return;
  const rowsOf = (list) => [...list.querySelectorAll("[data-row]")];
  const inputs = (row) => [...row.querySelectorAll("input, select, textarea")];
  const number = (row) => Number(inputs(row)[0].name.split("-")[1]);
  const changed = (list) => list.dispatchEvent(new Event("input", { bubbles: true }));
  const empty = (row) => {
    inputs(row).forEach((field) => { field.value = ""; field.classList.remove("is-invalid"); });
    row.querySelectorAll("[id$=_error]").forEach((fault) => fault.remove());
  };
  const tidy = (list) => {
    const rows = rowsOf(list), title = list.querySelector("legend").textContent;
    rows.forEach((row, index) => {
      row.querySelector("[data-place]").textContent = `第 ${index + 1} 项`;
      row.setAttribute("aria-label", `${title}第 ${index + 1} 项`);
      row.querySelector("[name=drop]")?.setAttribute("aria-label", `删除${title}第 ${index + 1} 项`);
    });
    const more = list.querySelector("[name=more]");
    if (more) more.disabled = rows.length >= MOST;
  };
  const add = (list, at = Math.max(...rowsOf(list).map(number)) + 1) => {
    const last = rowsOf(list).at(-1);
    const from = `${list.dataset.rows}-${number(last)}`, to = `${list.dataset.rows}-${at}`;
    const row = last.cloneNode(true);
    for (const part of [row, ...row.querySelectorAll("*")]) {
      for (const { name, value } of [...part.attributes]) if (value.includes(from)) part.setAttribute(name, value.replaceAll(from, to));
    }
    empty(row);
    last.after(row);
    wire(list, row);
    tidy(list);
    return row;
  };
  const drop = (list, row) => {
    if (rowsOf(list).length === 1) empty(row);
    else row.remove();
    tidy(list);
  };
  const wire = (list, row) => {
    const button = row.querySelector("[name=drop]");
    if (!button) return;
    button.type = "button";
    button.addEventListener("click", () => {
      const rows = rowsOf(list), index = rows.indexOf(row);
      drop(list, row);
      const left = rowsOf(list);
      inputs(left[Math.min(index, left.length - 1)])[0].focus();
      changed(list);
    });
  };
  lists.forEach((list) => {
    rowsOf(list).forEach((row) => wire(list, row));
    const more = list.querySelector("[name=more]");
    if (!more) return;
    more.type = "button";
    more.addEventListener("click", () => inputs(add(list))[0].focus());
    tidy(list);
  });
  // a copy that was kept on this machine may have more rows, or fewer, than the page
  document.addEventListener("draft:put", (event) => lists.forEach((list) => {
    if (!list.querySelector("[name=more]")) return;
    const wanted = event.detail.filter((name) => name.startsWith(`${list.dataset.rows}-`) && name.endsWith("-title")).map((name) => Number(name.split("-")[1]));
    if (!wanted.length) return;
    list.closest("details").open = true;
    wanted.filter((at) => !rowsOf(list).some((row) => number(row) === at)).forEach((at) => add(list, at));
    rowsOf(list).filter((row) => !wanted.includes(number(row))).forEach((row) => drop(list, row));
  }));
})();
