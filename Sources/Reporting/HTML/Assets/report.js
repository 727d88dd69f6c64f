"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const integer = value => Math.round(value).toLocaleString("en-US");
  const two = value => String(value).padStart(2, "0");
  const button = (id, action) => { const found = document.getElementById(id); if (found) found.addEventListener("click", action); };
  const font = size => size + "px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

  // Only what can be scrolled needs a stop on the keyboard's way through the page.
  function stops() {
    for (const region of document.querySelectorAll(".scroll, pre")) {
      const moves = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
      if (moves) region.tabIndex = 0; else region.removeAttribute("tabindex");
    }
  }
  stops();
  window.addEventListener("resize", stops);

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
  // A long history has one pair of values, the lowest and the highest, for each `step` minutes.
  function unpack(text) {
    const packed = atob(text), values = new Uint16Array(packed.length / 2);
    for (let i = 0; i < values.length; i++) values[i] = packed.charCodeAt(2 * i) | (packed.charCodeAt(2 * i + 1) << 8);
    return values;
  }
  const count = chart.minutes, step = chart.step;
  const highs = unpack(chart.traffic), lows = chart.lows ? unpack(chart.lows) : highs;
  const rate = code => Math.pow(2, (code - 1) / 2048) - 1;
  const code = value => Math.log2(value + 1) * 2048 + 1;
  let highest = code(chart.present), lowest = highest;
  for (let i = 0; i < highs.length; i++) {
    if (highs[i] > highest) highest = highs[i];
    if (lows[i] !== 0 && lows[i] < lowest) lowest = lows[i];
  }
  // A boot's downloads are hundreds of times louder than players. Where they are, the scale ends below them, and a mark at
  // its edge stands for every column that goes beyond.
  const known = highs.filter(value => value > 0).sort();
  const usual = Math.max(code(chart.present), code(chart.recommended || 0), known.length ? known[Math.floor((known.length - 1) * .9)] : 0);
  const reachCode = usual + 2048 * Math.log2(6), isCut = highest > reachCode + 2048;
  const topCode = isCut ? reachCode : Math.max(highest, code(chart.recommended || 0)) + 900;
  if (isCut) {
    document.getElementById("beyond").hidden = false;
    document.getElementById("highest").textContent = integer(rate(highest));
  }
  const baseCode = Math.max(1, Math.min(lowest - 900, topCode - 8000));

  const canvas = document.getElementById("traffic");
  const hint = document.getElementById("hint");
  if (!canvas) return;
  const view = { from: 0, to: count };
  const laneHeight = 17, left = 88, right = 10, bottom = 24, head = 24;

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (width === 0) return;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.font = font(12);
    const lanes = chart.lanes.length * laneHeight;
    const plot = height - bottom - lanes - 10, span = view.to - view.from, columns = width - left - right;
    const x = index => left + (index - view.from) / span * columns;
    const y = value => head + (plot - head) * (1 - (Math.min(Math.max(value, baseCode), topCode) - baseCode) / (topCode - baseCode));
    const line = (x1, y1, x2, y2) => { pen.beginPath(); pen.moveTo(x1, y1); pen.lineTo(x2, y2); pen.stroke(); };

    // The scale: every power of ten, and 2 and 5 between them where there is room.
    const soft = color("soft"), grid = color("grid");
    pen.lineWidth = 1;
    pen.textAlign = "right";
    let lastLabel = height;
    for (let power = 0; power <= 12; power++) for (const lead of [1, 2, 5]) {
      const tick = lead * Math.pow(10, power);
      if (code(tick) <= baseCode) continue;
      const level = y(code(tick));
      if (level < head + 8) break;
      if (lastLabel - level < 18) continue;
      lastLabel = level;
      pen.strokeStyle = grid;
      line(left, Math.round(level) + .5, width - right, Math.round(level) + .5);
      pen.fillStyle = soft;
      pen.fillText(tick >= 1e9 ? tick / 1e9 + " G" : tick >= 1e6 ? tick / 1e6 + " M" : tick >= 1000 ? tick / 1000 + " k" : String(tick), left - 8, level + 4);
    }
    pen.textAlign = "left"; pen.fillStyle = soft;
    pen.fillText("bytes/s, log", 0, 12);

    const steps = [5, 15, 30, 60, 180, 360, 720, 1440, 2880, 7200, 10080, 20160, 43200, 86400];
    const pace = steps.find(s => span / s * 64 <= columns) || 172800;
    pen.textAlign = "center";
    const shift = offsetAt(chart.start + view.from);
    const first = Math.ceil((chart.start + view.from + shift) / pace) * pace - chart.start - shift;
    for (let mark = first; mark < view.to; mark += pace) {
      // Ticks stand on local time on both sides of a change to or from daylight saving.
      const index = mark + shift - offsetAt(chart.start + mark);
      const at = Math.round(x(index)) + .5, text = clock(index);
      pen.strokeStyle = grid;
      line(at, head, at, height - bottom);
      pen.fillStyle = soft;
      if (at > left + 14 && at < width - right - 14) {
        pen.fillText(pace >= 1440 || text.slice(11) === "00:00" ? text.slice(5, 10) : text.slice(11), at, height - 7);
      }
    }

    // One column shows the lowest and the highest value of its minutes, so that no peak is lost.
    pen.fillStyle = color("traffic");
    const perColumn = span / columns, size = Math.max(1, Math.min(4, 1 / perColumn));
    for (let column = 0; column < columns; column++) {
      const from = Math.floor(view.from + column * perColumn);
      const to = Math.min(count, Math.max(from + 1, Math.floor(view.from + (column + 1) * perColumn)));
      let low = 65536, high = 0;
      const end = Math.min(highs.length, Math.ceil(to / step));
      for (let i = Math.floor(from / step); i < end; i++) {
        if (highs[i] > high) high = highs[i];
        if (lows[i] !== 0 && lows[i] < low) low = lows[i];
      }
      if (high === 0) continue;
      const top = y(high);
      pen.fillRect(left + column, top - size / 2, 1, Math.max(size + .5, y(low) - top + size / 2));
      if (high > topCode) for (let row = 0; row < 3; row++) pen.fillRect(left + column - row, head - 8 + 2 * row, 1 + 2 * row, 2);
    }

    // Labels stand on a ground of their own, one above and one below when the lines are close.
    const marks = [[chart.present, "ink", [5, 4], "present"]];
    if (chart.recommended !== null && chart.recommended !== chart.present) marks.push([chart.recommended, "accent", [], "recommended"]);
    marks.sort((a, b) => b[0] - a[0]);
    marks.forEach(([value, name, dash, label], row) => {
      const at = y(code(value)), text = label + " " + integer(value) + " B/s";
      pen.strokeStyle = color(name); pen.lineWidth = 2; pen.setLineDash(dash);
      line(left, at, width - right, at);
      pen.setLineDash([]);
      pen.font = "600 " + font(12); pen.textAlign = "left";
      const wide = pen.measureText(text).width, base = row === 0 ? at - 7 : at + 16;
      pen.globalAlpha = .85; pen.fillStyle = color("paper"); pen.fillRect(left + 6, base - 12, wide + 8, 16); pen.globalAlpha = 1;
      pen.fillStyle = color(name); pen.fillText(text, left + 10, base);
      pen.font = font(12);
    });

    const paint = chart.kinds.map(color);
    chart.lanes.forEach((lane, row) => {
      const top = plot + 10 + row * laneHeight;
      pen.textAlign = "right"; pen.fillStyle = soft;
      pen.fillText(lane.name, left - 8, top + 11);
      pen.fillStyle = grid; pen.fillRect(left, top + laneHeight - 3, columns, 1);
      for (const [from, to, kind] of lane.intervals) {
        if (to < view.from || from > view.to) continue;
        pen.fillStyle = paint[kind];
        const begin = Math.max(left, x(from));
        pen.fillRect(begin, top + 1, Math.max(2, Math.min(width - right, x(to)) - begin), laneHeight - 5);
      }
    });
  }

  let frame = 0;
  const redraw = () => { if (!frame) frame = requestAnimationFrame(() => { frame = 0; draw(); }); };
  function show(from, to) {
    const least = Math.min(count, 30);
    const span = Math.min(count, Math.max(least, to - from));
    const begin = Math.min(Math.max(0, from), count - span);
    view.from = begin; view.to = begin + span;
    redraw();
    hint.textContent = clock(Math.floor(view.from)) + " to " + clock(Math.ceil(view.to)) + " " + chart.zone;
  }
  const zoom = (factor, center) => {
    const middle = center === undefined ? (view.from + view.to) / 2 : center;
    show(middle - (middle - view.from) * factor, middle + (view.to - middle) * factor);
  };
  const pan = share => { const span = view.to - view.from; show(view.from + span * share, view.to + span * share); };
  const indexAt = event => {
    const box = canvas.getBoundingClientRect();
    return view.from + (event.clientX - box.left - left) / (box.width - left - right) * (view.to - view.from);
  };
  // The wheel alone scrolls the page; a pinch on a touch pad arrives as a wheel with Ctrl.
  canvas.addEventListener("wheel", event => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : .8, indexAt(event));
  }, { passive: false });
  const fingers = new Map();
  let grip = null, spread = 0;
  canvas.addEventListener("pointerdown", event => {
    fingers.set(event.pointerId, event);
    grip = indexAt(event); spread = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, event => { fingers.delete(event.pointerId); grip = null; spread = 0; });
  canvas.addEventListener("pointermove", event => {
    const index = indexAt(event);
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event);
    if (fingers.size === 2) {
      const [one, other] = [...fingers.values()];
      const distance = Math.max(20, Math.abs(one.clientX - other.clientX));
      if (spread) zoom(spread / distance, (indexAt(one) + indexAt(other)) / 2);
      spread = distance;
      return;
    }
    if (grip !== null) { const move = grip - index; show(view.from + move, view.to + move); return; }
    const minute = Math.floor(index);
    if (minute < view.from || minute >= view.to) return;
    const cell = Math.floor(minute / step), high = highs[cell], low = lows[cell];
    const range = low === high ? integer(rate(high)) : integer(rate(low)) + " to " + integer(rate(high));
    hint.textContent = clock(minute) + " " + chart.zone + ": " + (high === 0 ? "no traffic point" : range + " bytes/s");
  });
  canvas.addEventListener("keydown", event => {
    const actions = { ArrowLeft: () => pan(-.2), ArrowRight: () => pan(.2), "+": () => zoom(.7), "=": () => zoom(.7), "-": () => zoom(1.4), Home: () => show(0, count), "0": () => show(0, count) };
    const action = actions[event.key];
    if (action && !event.ctrlKey && !event.metaKey) { event.preventDefault(); action(); }
  });
  button("zoomIn", () => zoom(.6)); button("zoomOut", () => zoom(1.6)); button("earlier", () => pan(-.5));
  button("later", () => pan(.5)); button("all", () => show(0, count));
  window.addEventListener("resize", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  matchMedia("print").addEventListener("change", draw);
  window.addEventListener("beforeprint", draw);
  show(0, count);
  draw();

  // ---- what if ------------------------------------------------------------------------------------------
  const table = data.whatIf;
  if (!table) return;
  const threshold = document.getElementById("threshold"), minutes = document.getElementById("minutes");
  const plot = document.getElementById("frontier"), names = "http://www.w3.org/2000/svg";
  const at = (row, column) => row * table.minutes.length + column;
  const box = { left: 64, right: 504, top: 16, bottom: 316 };
  const reach = list => Math.max(1, ...list);
  const present = at(table.present[0], table.present[1]);
  const recommended = table.recommended ? at(table.recommended[0], table.recommended[1]) : present;
  // The scale ends where the interesting settings end; what lies beyond is drawn at the edge.
  const front = table.frontier;
  const within = front.concat([recommended]);
  const mostCost = Math.min(reach(table.idleMinutes), Math.max(2.5 * reach(within.map(cell => table.idleMinutes[cell])), Math.min(table.idleMinutes[present], 6 * reach(within.map(cell => table.idleMinutes[cell])))));
  const mostStops = Math.max(1, Math.min(reach(table.falseStops), Math.max(10, 1.2 * reach([table.falseStops[present], table.falseStops[recommended]]))));
  const spotX = value => box.left + Math.min(1, value / mostCost) * (box.right - box.left);
  const spotY = value => box.bottom - Math.min(1, value / mostStops) * (box.bottom - box.top);
  function mark(kind, attributes, text) {
    const element = document.createElementNS(names, kind);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    if (text !== undefined) element.textContent = text;
    plot.appendChild(element);
    return element;
  }
  function ticks(most, draw) {
    const power = Math.pow(10, Math.floor(Math.log10(most / 3)));
    const step = Math.max(1, [1, 2, 5, 10].map(lead => lead * power).find(lead => most / lead <= 5));
    for (let value = 0; value <= most; value += step) draw(value);
  }
  ticks(mostCost, value => {
    mark("line", { class: "axis", x1: spotX(value), x2: spotX(value), y1: box.top, y2: box.bottom });
    mark("text", { x: spotX(value), y: box.bottom + 20, "text-anchor": "middle" }, integer(value));
  });
  ticks(mostStops, value => {
    mark("line", { class: "axis", x1: box.left, x2: box.right, y1: spotY(value), y2: spotY(value) });
    mark("text", { x: box.left - 8, y: spotY(value) + 5, "text-anchor": "end" }, integer(value));
  });
  let cloud = "";
  const drawn = new Set();
  table.idleMinutes.forEach((cost, cell) => {
    if (cost > mostCost || table.falseStops[cell] > mostStops) return;
    const spot = "M" + spotX(cost).toFixed(0) + " " + spotY(table.falseStops[cell]).toFixed(0) + "h.01";
    if (!drawn.has(spot)) { drawn.add(spot); cloud += spot; }
  });
  mark("path", { class: "cloud", d: cloud });
  const steps = front.filter(cell => table.idleMinutes[cell] <= mostCost);
  mark("path", { class: "front", d: steps.map((cell, index) => (index ? "H" + spotX(table.idleMinutes[cell]) + "V" : "M" + spotX(table.idleMinutes[cell]) + " " + box.top + "V") + spotY(table.falseStops[cell])).join("") + "H" + box.right });
  const circle = (cell, radius, kind) => mark("circle", { cx: spotX(table.idleMinutes[cell]), cy: spotY(table.falseStops[cell]), r: radius, class: kind });
  circle(present, 8, "presentPoint");
  // What is dearer than the scale stands at its end, with its figure.
  if (table.idleMinutes[present] > mostCost) {
    mark("text", { class: "beyond", x: box.right - 14, y: spotY(Math.min(mostStops, table.falseStops[present])) - 14, "text-anchor": "end" }, "present: " + integer(table.idleMinutes[present]) + " min →");
  }
  if (table.recommended) circle(recommended, 10, "recommendedPoint");
  const chosen = circle(0, 6, "chosen");
  const put = (id, text) => { const place = document.getElementById(id); if (place) place.textContent = text; };
  let speech = 0;
  function update() {
    const row = Number(threshold.value), column = Number(minutes.value), cell = at(row, column);
    const limit = integer(table.thresholds[row]), patience = table.minutes[column];
    const idle = integer(table.idleMinutes[cell]) + " min", money = "$" + (table.idleMinutes[cell] * table.dollarsPerMinute).toFixed(2);
    const delay = table.stopDelay[cell] < 0 ? "never stops" : table.stopDelay[cell].toFixed(1) + " min";
    put("thresholdValue", limit + " B/s");
    put("minutesValue", patience + " min");
    threshold.setAttribute("aria-valuetext", limit + " bytes per second");
    minutes.setAttribute("aria-valuetext", patience + " minutes");
    put("idlePaid", idle); put("idleCost", money); put("stops", integer(table.falseStops[cell]));
    put("starts", integer(table.coldStarts[cell])); put("delay", delay);
    chosen.setAttribute("cx", spotX(table.idleMinutes[cell])); chosen.setAttribute("cy", spotY(table.falseStops[cell]));
    // Spoken once the slider rests, not for every step on the way.
    clearTimeout(speech);
    speech = setTimeout(() => put("spoken", idle + " idle, " + integer(table.falseStops[cell]) + " stops while in use, " + integer(table.coldStarts[cell]) + " starts, mean stop delay " + delay), 400);
  }
  const choose = point => { threshold.value = point[0]; minutes.value = point[1]; update(); };
  threshold.addEventListener("input", update);
  minutes.addEventListener("input", update);
  button("showPresent", () => choose(table.present));
  button("showRecommended", () => choose(table.recommended));
  choose(table.recommended || table.present);
})();
