/* Plots over their tables (Chart.js): values on the marks themselves, no animation; a mark leads to its rows. */
(() => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const tones = { main: colour("--plot"), quiet: colour("--plot-quiet"), good: colour("--plot-good"), wait: colour("--plot-wait"), bad: colour("--vermilion") };
  const hues = ["#8c8c8c", "#b08a3e", "#6a7f2f", "#2f7d6b", "#1f5a96", "#b3261e"];
  const ink = colour("--ink"), quiet = colour("--quiet"), hair = colour("--hair");
  const size = Math.round(parseFloat(style.fontSize) * .8);
  Object.assign(Chart.defaults, { animation: false, responsive: true, maintainAspectRatio: false, color: ink });
  Object.assign(Chart.defaults.font, { family: getComputedStyle(document.body).fontFamily, size });

  const shown = (value, scale) => (value / scale).toLocaleString("zh-CN", scale > 1 ? { minimumFractionDigits: 1, maximumFractionDigits: 1 } : {});

  /* The value at each mark; a line has its name at its end; the target across. A value that the target would run through stands in its bar. */
  const words = (told) => {
    const crosses = (chart, mark) => {
      if (!told.target || told.kind !== "columns" || mark.base - mark.y < size * 2) return false;
      const y = chart.scales.y.getPixelForValue(told.target.value);
      return y > mark.y - size - 6 && y < mark.y;
    };
    return {
    id: "words",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea: area } = chart;
      ctx.save();
      ctx.font = `${size}px ${Chart.defaults.font.family}`;
      if (told.target) {
        const y = chart.scales.y.getPixelForValue(told.target.value);
        ctx.strokeStyle = quiet; ctx.setLineDash([5, 4]); ctx.beginPath(); ctx.moveTo(area.left, y); ctx.lineTo(area.right, y); ctx.stroke();
        ctx.fillStyle = quiet; ctx.textAlign = "left"; ctx.textBaseline = "bottom"; ctx.fillText(told.target.label, area.left + 2, y - 3);
      }
      const lying = told.kind === "bars", ends = [];
      ctx.setLineDash([]); ctx.strokeStyle = colour("--sheet"); ctx.lineWidth = 4; ctx.lineJoin = "round";
      chart.data.datasets.forEach((set, place) => {
        const meta = chart.getDatasetMeta(place);
        meta.data.forEach((mark, row) => {
          const value = told.series[place].values[row], text = shown(value, told.scale);
          if (told.kind === "lines") {
            if (row === meta.data.length - 1) ends.push({ x: mark.x, y: mark.y, text: `${set.label} ${text}`, ink: set.borderColor });
          } else if (lying && told.series.length > 1) {
            if (!value || Math.abs(mark.x - mark.base) < ctx.measureText(text).width + 4) return;
            ctx.fillStyle = told.series[place].tone === "quiet" ? ink : "#fff"; ctx.textAlign = "center"; ctx.textBaseline = "middle";
            ctx.fillText(text, (mark.x + mark.base) / 2, mark.y);
          } else {
            ctx.fillStyle = ink; ctx.textAlign = lying ? "left" : "center"; ctx.textBaseline = lying ? "middle" : "bottom";
            const at = [text, lying ? mark.x + 5 : mark.x, lying ? mark.y : mark.y - 3];
            if (!value && !lying) { ctx.fillStyle = quiet; at[0] = ctx.measureText(told.none).width < area.width / told.labels.length ? told.none : "—"; }
            if (value && crosses(chart, mark)) { ctx.fillStyle = "#fff"; ctx.textBaseline = "top"; at[2] = mark.y + 5; ctx.fillText(...at); return; }
            ctx.strokeText(...at); ctx.fillText(...at);
          }
        });
      });
      ctx.textAlign = "left"; ctx.textBaseline = "middle";
      ends.sort((one, other) => other.y - one.y).reduce((below, end) => {
        const y = Math.min(end.y, below - size * 1.25);
        ctx.fillStyle = end.ink; ctx.fillText(end.text, end.x + 8, y);
        return y;
      }, Infinity);
      ctx.restore();
    },
    };
  };

  const draw = (figure) => {
    const data = document.getElementById(figure.dataset.plot);
    if (!data) return;
    const told = JSON.parse(data.textContent), lying = told.kind === "bars", lines = told.kind === "lines", several = told.series.length > 1;
    if (!told.series.some((one) => one.values.some(Boolean))) return;
    const box = figure.querySelector(".drawing");
    box.hidden = false;
    const labels = lines ? [...figure.querySelectorAll("thead th")].slice(1).map((head) => head.textContent) : told.labels;
    const upright = labels.map((label) => label.endsWith("至今") ? [label.slice(0, -2), "至今"] : label);
    if (lying) box.style.height = `${told.labels.length * size * 2.3 + (several ? 60 : 24)}px`;
    const most = Math.max(...told.series.flatMap((one) => one.values), told.target?.value ?? 0);
    const room = lines ? size * 9.5 : lying && !several ? size * 3.5 : 0;
    const count = { beginAtZero: true, stacked: lying && several, suggestedMax: lying ? undefined : most * 1.12, display: lines, grid: { color: hair }, border: { display: false }, ticks: { precision: 0, callback: (value) => shown(value, told.scale), maxTicksLimit: 6 } };
    const names = { stacked: lying && several, grid: { display: false }, ticks: { autoSkip: false, maxRotation: 0 } };
    const chart = new Chart(box.querySelector("canvas"), {
      type: lines ? "line" : "bar",
      data: {
        labels: upright,
        datasets: told.series.map((one, place) => ({
          label: one.name, data: one.values, maxBarThickness: lying ? 26 : 56, categoryPercentage: .75, barPercentage: several && !lying ? .95 : .9,
          backgroundColor: lines ? hues[place % hues.length] : tones[one.tone], borderColor: lines ? hues[place % hues.length] : undefined,
          borderWidth: lines ? 2 : 0, pointRadius: 3, clip: false,
        })),
      },
      options: {
        indexAxis: lying ? "y" : "x",
        layout: { padding: { right: room, top: size } },
        scales: lying ? { x: count, y: names } : { x: names, y: count },
        plugins: {
          legend: { display: several && !lines, position: "top", align: "start", labels: { boxWidth: size, boxHeight: size } },
          tooltip: { callbacks: { label: (item) => `${item.dataset.label} ${shown(item.raw, told.scale)} ${told.unit}` } },
        },
        onHover: (event, marks) => { event.native.target.style.cursor = marks.length ? "pointer" : ""; },
        onClick: (event, marks) => {
          const link = marks.length && told.links[lines ? marks[0].datasetIndex : marks[0].index];
          if (link) location.href = link;
        },
      },
      plugins: [words(told)],
    });
    figure.querySelector("details").open = false;
    addEventListener("beforeprint", () => { figure.querySelector("details").open = true; chart.resize(); });
  };
  document.querySelectorAll("[data-plot]").forEach(draw);
})();
