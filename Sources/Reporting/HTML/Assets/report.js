"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const style = () => getComputedStyle(document.documentElement);
  const color = name => style().getPropertyValue("--" + name).trim();
  const integer = value => Math.round(value).toLocaleString("en-US");
  const two = value => String(value).padStart(2, "0");

  // ---- time -------------------------------------------------------------------------------------
  const chart = data.chart;
  function offsetAt(minute) {
    let offset = 0;
    for (const [from, value] of chart.offsets) if (minute >= from) offset = value;
    return offset;
  }
  function clock(index) {
    const minute = chart.start + index;
    const date = new Date((minute + offsetAt(minute)) * 60000);
    return date.getUTCFullYear() + "-" + two(date.getUTCMonth() + 1) + "-" + two(date.getUTCDate()) + " " +
      two(date.getUTCHours()) + ":" + two(date.getUTCMinutes());
  }

  // ---- traffic: sixteen-bit logarithms, zero where nothing was reported -------------------------------
  const packed = atob(chart.traffic);
  const count = packed.length / 2;
  const traffic = new Uint16Array(count);
  for (let i = 0; i < count; i++) traffic[i] = packed.charCodeAt(2 * i) | (packed.charCodeAt(2 * i + 1) << 8);
  const rate = code => Math.pow(2, (code - 1) / 2048) - 1;
  const code = value => Math.log2(value + 1) * 2048 + 1;
  let highest = code(chart.present), lowest = highest;
  for (let i = 0; i < count; i++) {
    if (traffic[i] > highest) highest = traffic[i];
    if (traffic[i] !== 0 && traffic[i] < lowest) lowest = traffic[i];
  }
  const topCode = Math.max(highest, code(chart.recommended || 0)) + 900;
  const baseCode = Math.max(1, Math.min(lowest - 900, topCode - 8000));

  const canvas = document.getElementById("traffic");
  if (count === 0) { document.getElementById("hint").textContent = "No minute to show."; return; }
  const hint = document.getElementById("hint");
  const view = { from: 0, to: count };
  const laneHeight = 14, left = 64, bottom = 20;

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.clearRect(0, 0, width, height);
    pen.font = "11px system-ui, sans-serif";
    const lanes = chart.lanes.length * laneHeight;
    const plot = height - bottom - lanes - 8, span = view.to - view.from, columns = width - left - 8;
    const x = index => left + (index - view.from) / span * columns;
    const y = value => 22 + (plot - 22) * (1 - (Math.max(value, baseCode) - baseCode) / (topCode - baseCode));

    pen.fillStyle = color("soft");
    pen.strokeStyle = color("line");
    pen.lineWidth = 1;
    pen.textAlign = "right";
    let lastLabel = height;
    for (let power = 0; power <= 9; power++) for (const lead of [1, 2, 5]) {
      const tick = lead * Math.pow(10, power);
      if (code(tick) <= baseCode) continue;
      const level = y(code(tick));
      if (level < 22) break;
      pen.globalAlpha = lead === 1 ? 1 : .45;
      pen.beginPath(); pen.moveTo(left, level + .5); pen.lineTo(width - 8, level + .5); pen.stroke();
      pen.globalAlpha = 1;
      if (lastLabel - level < 14) continue;
      lastLabel = level;
      pen.fillText(tick >= 1e6 ? tick / 1e6 + " M" : tick >= 1000 ? tick / 1000 + " k" : String(tick), left - 6, level + 4);
    }
    pen.fillText("bytes/s", left - 6, 13);

    const steps = [15, 30, 60, 180, 360, 720, 1440, 2880, 7200, 10080, 43200, 86400];
    const step = steps.find(s => span / s * 76 <= columns) || 172800;
    pen.textAlign = "center";
    const shift = offsetAt(chart.start + view.from);
    const first = Math.ceil((chart.start + view.from + shift) / step) * step - chart.start - shift;
    for (let mark = first; mark < view.to; mark += step) {
      // Ticks stand on local time on both sides of a change to or from daylight saving.
      const index = mark + shift - offsetAt(chart.start + mark);
      const at = x(index), text = clock(index);
      pen.beginPath(); pen.moveTo(at + .5, 6); pen.lineTo(at + .5, plot); pen.stroke();
      pen.fillText(step >= 1440 ? text.slice(5, 10) : (text.slice(11) === "00:00" ? text.slice(5, 10) : text.slice(11)), at, height - 6);
    }

    // One column shows the lowest and the highest value of its minutes, so that no peak is lost.
    pen.fillStyle = color("idleWait");
    const perColumn = span / columns;
    for (let column = 0; column < columns; column++) {
      const from = Math.floor(view.from + column * perColumn);
      const to = Math.min(count, Math.max(from + 1, Math.floor(view.from + (column + 1) * perColumn)));
      let low = 65536, high = 0;
      for (let i = from; i < to; i++) { const v = traffic[i]; if (v === 0) continue; if (v < low) low = v; if (v > high) high = v; }
      if (high === 0) continue;
      const top = y(high), base = y(low);
      pen.fillRect(left + column, top, 1, Math.max(1.5, base - top));
    }

    function level(value, name, dash, label, align) {
      const at = y(code(value));
      pen.strokeStyle = color(name); pen.fillStyle = color(name); pen.lineWidth = 2;
      pen.setLineDash(dash);
      pen.beginPath(); pen.moveTo(left, at); pen.lineTo(width - 8, at); pen.stroke();
      pen.setLineDash([]);
      pen.textAlign = align;
      pen.fillText(label + " " + integer(value), align === "left" ? left + 4 : width - 12, at - 5);
    }
    level(chart.present, "ink", [5, 4], "present", "left");
    if (chart.recommended !== null && chart.recommended !== chart.present) level(chart.recommended, "accent", [], "recommended", "right");

    chart.lanes.forEach((lane, row) => {
      const top = plot + 6 + row * laneHeight;
      pen.textAlign = "right"; pen.fillStyle = color("soft");
      pen.fillText(lane.name, left - 6, top + 10);
      for (const [from, to, kind] of lane.intervals) {
        if (to < view.from || from > view.to) continue;
        pen.fillStyle = color(chart.kinds[kind]);
        const begin = Math.max(left, x(from));
        pen.fillRect(begin, top, Math.max(1.5, Math.min(width - 8, x(to)) - begin), laneHeight - 3);
      }
    });
  }

  function show(from, to) {
    const least = Math.min(count, 30);
    let span = Math.min(count, Math.max(least, to - from));
    let begin = Math.min(Math.max(0, from), count - span);
    view.from = begin; view.to = begin + span;
    draw();
    hint.textContent = clock(Math.floor(view.from)) + " to " + clock(Math.ceil(view.to)) + " " + chart.zone;
  }
  const zoom = (factor, center) => {
    const middle = center === undefined ? (view.from + view.to) / 2 : center;
    show(middle - (middle - view.from) * factor, middle + (view.to - middle) * factor);
  };
  const pan = share => { const span = view.to - view.from; show(view.from + span * share, view.to + span * share); };
  const indexAt = event => {
    const box = canvas.getBoundingClientRect();
    return view.from + (event.clientX - box.left - left) / (box.width - left - 8) * (view.to - view.from);
  };
  canvas.addEventListener("wheel", event => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.25 : .8, indexAt(event)); }, { passive: false });
  let grip = null;
  canvas.addEventListener("pointerdown", event => { grip = indexAt(event); canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointerup", () => { grip = null; });
  canvas.addEventListener("pointermove", event => {
    const index = indexAt(event);
    if (grip !== null) { const move = grip - index; show(view.from + move, view.to + move); return; }
    const minute = Math.floor(index);
    if (minute < 0 || minute >= count) return;
    const value = traffic[minute];
    hint.textContent = clock(minute) + " " + chart.zone + ": " + (value === 0 ? "no traffic point" : integer(rate(value)) + " bytes/s");
  });
  canvas.addEventListener("keydown", event => {
    const actions = { ArrowLeft: () => pan(-.2), ArrowRight: () => pan(.2), "+": () => zoom(.7), "=": () => zoom(.7), "-": () => zoom(1.4), Home: () => show(0, count), "0": () => show(0, count) };
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  const button = (id, action) => document.getElementById(id).addEventListener("click", action);
  button("zoomIn", () => zoom(.6)); button("zoomOut", () => zoom(1.6)); button("earlier", () => pan(-.5));
  button("later", () => pan(.5)); button("all", () => show(0, count));
  window.addEventListener("resize", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  window.addEventListener("beforeprint", draw);
  show(0, count);

  // ---- what if ------------------------------------------------------------------------------------------
  const table = data.whatIf;
  if (!table) return;
  const threshold = document.getElementById("threshold"), minutes = document.getElementById("minutes");
  const plot = document.getElementById("frontier"), names = "http://www.w3.org/2000/svg";
  const at = (row, column) => row * table.minutes.length + column;
  const box = { left: 56, right: 620, top: 12, bottom: 250 };
  const reach = list => Math.max(1, ...list);
  const shown = table.frontier.concat([at(table.present[0], table.present[1])], table.recommended ? [at(table.recommended[0], table.recommended[1])] : []);
  const mostCost = 1.15 * reach(shown.map(cell => table.idleMinutes[cell]));
  const mostStops = reach(shown.map(cell => table.falseStops[cell]));
  const spotX = value => box.left + Math.min(1, value / mostCost) * (box.right - box.left);
  const spotY = value => box.bottom - Math.min(1, value / mostStops) * (box.bottom - box.top);
  function scale(value, x, y, anchor) {
    const text = document.createElementNS(names, "text");
    text.setAttribute("x", x); text.setAttribute("y", y); text.setAttribute("text-anchor", anchor);
    text.textContent = integer(value);
    plot.appendChild(text);
  }
  scale(0, box.left, box.bottom + 14, "middle"); scale(mostCost, box.right, box.bottom + 14, "end");
  scale(0, box.left - 6, box.bottom + 4, "end"); scale(mostStops, box.left - 6, box.top + 8, "end");
  function circle(cell, radius, kind) {
    const dot = document.createElementNS(names, "circle");
    dot.setAttribute("cx", spotX(table.idleMinutes[cell])); dot.setAttribute("cy", spotY(table.falseStops[cell]));
    dot.setAttribute("r", radius); dot.setAttribute("class", kind);
    plot.appendChild(dot);
    return dot;
  }
  for (const cell of table.frontier) circle(cell, 2.5, "frontierPoint");
  circle(at(table.present[0], table.present[1]), 5, "presentPoint");
  const chosen = circle(0, 7, "chosen");
  function update() {
    const row = Number(threshold.value), column = Number(minutes.value), cell = at(row, column);
    document.getElementById("thresholdValue").textContent = integer(table.thresholds[row]) + " bytes/s";
    document.getElementById("minutesValue").textContent = table.minutes[column] + " min";
    threshold.setAttribute("aria-valuetext", integer(table.thresholds[row]) + " bytes per second");
    minutes.setAttribute("aria-valuetext", table.minutes[column] + " minutes");
    document.getElementById("idlePaid").textContent = integer(table.idleMinutes[cell]) + " min";
    document.getElementById("idleCost").textContent = "$" + (table.idleMinutes[cell] * table.dollarsPerMinute).toFixed(2);
    document.getElementById("stops").textContent = integer(table.falseStops[cell]);
    document.getElementById("starts").textContent = integer(table.coldStarts[cell]);
    const delay = table.stopDelay[cell];
    document.getElementById("delay").textContent = delay < 0 ? "never stops" : delay.toFixed(1) + " min";
    chosen.setAttribute("cx", spotX(table.idleMinutes[cell])); chosen.setAttribute("cy", spotY(table.falseStops[cell]));
  }
  const choose = point => { threshold.value = point[0]; minutes.value = point[1]; update(); };
  threshold.addEventListener("input", update);
  minutes.addEventListener("input", update);
  button("showPresent", () => choose(table.present));
  if (table.recommended) button("showRecommended", () => choose(table.recommended));
  choose(table.recommended || table.present);
})();
