"use strict";
(() => {
  const BATCH = 60, PRINTED = 500;
  const data = JSON.parse(document.getElementById("report").textContent);
  const get = (id) => document.getElementById(id);
  const list = get("changes"), more = get("more"), count = get("count");
  const state = { environment: "", severity: "", kind: "", text: "", side: false, open: false };
  let found = data.changes, drawn = 0;

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const haystack = (one) => (one.found ??= JSON.stringify([one.name, one.service, one.environments, one.happens, one.why,
    one.causes, one.alerts, one.fields]).toLowerCase());

  const fits = (one) =>
    (!state.environment || one.environments.includes(state.environment)) &&
    (!state.severity || one.alerts.some((number) => data.alerts[number].severity === state.severity)) &&
    (!state.kind || one.kind === state.kind) &&
    (!state.text || haystack(one).includes(state.text) ||
      one.alerts.some((number) => data.alerts[number].text.toLowerCase().includes(state.text)));

  const line = (kind, text) => make("div", `row code ${kind}`, text);

  const SHORT = 160;

  /* `words` in backticks are code */
  function said(element, words) {
    words.split("`").forEach((part, at, all) => {
      if (at % 2 && at < all.length - 1) element.append(make("code", "", part));
      else element.append(at % 2 ? `\`${part}` : part);
    });
    return element;
  }

  function headed(field, name) {
    const head = line(`head ${name}${field[4] ? " noise" : ""}`);
    head.append(make("span", "path", field[0]), field[4] ? ` (${field[4]})` : "");
    return head;
  }

  function unified(box, field) {
    const [path, old, now, hunks, about] = field;
    const after = about ? ` (${about})` : "", noise = about ? " noise" : "";
    if (hunks) {
      box.append(headed(field, ""));
      for (const [mark, text] of hunks) box.append(line(mark === "-" ? "old" : mark === "+" ? "new" : "", `${mark} ${text}`));
    } else if (old === null) box.append(line(`new${noise}`, `+ ${path}: ${now}${after}`));
    else if (now === null) box.append(line(`old${noise}`, `- ${path}: ${old}${after}`));
    else if (old.length + now.length > SHORT) box.append(headed(field, ""), line("old", `- ${old}`), line("new", `+ ${now}`));
    else {
      const row = line(noise.trim());
      row.append(make("span", "path", `${path}: `));
      if (old === now) row.append(make("ins", "", now));
      else row.append(make("del", "", old), " → ", make("ins", "", now));
      row.append(after);
      box.append(row);
    }
  }

  function beside(box, field) {
    const [, old, now, hunks] = field;
    const pair = (left, right) => {
      box.append(line(left === null ? "left" : `left ${left[0]}`, left === null ? "" : left[1]),
        line(right === null ? "right" : `right ${right[0]}`, right === null ? "" : right[1]));
    };
    box.append(headed(field, hunks ? "whole" : ""));
    if (!hunks) {
      pair(old === null ? null : ["old", old], now === null ? null : ["new", now]);
      return;
    }
    let gone = [], come = [];
    const flush = () => {
      for (let at = 0; at < Math.max(gone.length, come.length); at++) {
        pair(at < gone.length ? ["old", gone[at]] : null, at < come.length ? ["new", come[at]] : null);
      }
      gone = []; come = [];
    };
    for (const [mark, text] of hunks) {
      if (mark === "-") gone.push(text);
      else if (mark === "+") come.push(text);
      else { flush(); pair(["", text], ["", text]); }
    }
    flush();
  }

  function fill(details, one) {
    if (details.dataset.filled) return;
    details.dataset.filled = "yes";
    const body = make("div", "body");
    if (one.why) body.append(said(make("p"), one.why));
    if (one.causes.length) body.append(make("p", "cause code", one.causes.join(", ")));
    if (one.objects.length > 1) body.append(make("p", "soft", `The same in ${one.objects.join(", ")}; the values are those of the first.`));
    for (const number of one.alerts) {
      const alert = data.alerts[number];
      const words = make("p");
      words.append(make("span", `chip sev sev-${alert.severity}`, `${alert.rule} ${data.severities[alert.severity]}`), " ");
      body.append(said(words, alert.text));
    }
    const box = make("div", state.side ? "fields side" : "fields");
    for (const field of one.fields) (state.side ? beside : unified)(box, field);
    if (one.fields.length) body.append(box);
    if (one.omitted) body.append(make("p", "soft", `and ${one.omitted} more fields`));
    details.append(body);
  }

  function card(one) {
    const details = make("details", `change verdict-${one.verdict.replaceAll(" ", "-")}`);
    const summary = make("summary");
    summary.append(make("span", "name code", one.name), make("span", "soft wide-only", one.service), make("span", "happens", one.happens));
    for (const severity of one.severities) summary.append(make("span", `chip sev sev-${severity}`, data.severities[severity]));
    for (const name of one.environments.slice(0, 4)) summary.append(make("span", data.production.includes(name) ? "chip production" : "chip", name));
    if (one.environments.length > 4) summary.append(make("span", "chip", `+${one.environments.length - 4}`));
    details.append(summary);
    details.addEventListener("toggle", () => { if (details.open) fill(details, one); });
    if (state.open) { fill(details, one); details.open = true; }
    return details;
  }

  function draw(upTo) {
    const part = document.createDocumentFragment();
    for (; drawn < Math.min(upTo, found.length); drawn++) part.append(card(found[drawn]));
    list.append(part);
    more.hidden = drawn >= found.length;
    more.textContent = `show more (${found.length - drawn} are left)`;
  }

  function again() {
    found = data.changes.filter(fits);
    drawn = 0;
    list.replaceChildren();
    draw(BATCH);
    count.textContent = found.length === data.changes.length ? `${found.length} changes` : `${found.length} of ${data.changes.length} changes`;
    for (const alert of document.querySelectorAll(".alert[data-number]")) {
      const one = data.alerts[Number(alert.dataset.number)];
      alert.hidden = Boolean((state.environment && !one.environments.includes(state.environment)) ||
        (state.severity && one.severity !== state.severity) || (state.kind && !one.kinds.includes(state.kind)) ||
        (state.text && !one.text.toLowerCase().includes(state.text)));
    }
  }

  for (const name of ["environment", "severity", "kind"]) {
    get(name).addEventListener("change", (event) => { state[name] = event.target.value; again(); });
  }
  let typing = 0;
  get("text").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => { state.text = event.target.value.trim().toLowerCase(); again(); }, 120);
  });
  get("reset").addEventListener("click", () => {
    for (const name of ["environment", "severity", "kind", "text"]) { get(name).value = ""; state[name] = ""; }
    again();
  });
  get("expand").addEventListener("click", (event) => {
    state.open = !state.open;
    event.target.textContent = state.open ? "collapse all" : "expand all";
    event.target.setAttribute("aria-pressed", String(state.open));
    again();
  });
  get("side").addEventListener("click", (event) => {
    state.side = !state.side;
    event.target.setAttribute("aria-pressed", String(state.side));
    const opened = [...list.children].map((one) => one.open), length = drawn;
    again();
    draw(length);
    opened.forEach((open, at) => { if (open && list.children[at]) { fill(list.children[at], found[at]); list.children[at].open = true; } });
  });
  get("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  });
  more.addEventListener("click", () => draw(drawn + BATCH));
  new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting) && !more.hidden) draw(drawn + BATCH); },
    { rootMargin: "600px" }).observe(more);

  document.addEventListener("keydown", (event) => {
    const on = document.activeElement;
    if (event.key === "/" && !/^(INPUT|SELECT)$/.test(on.tagName)) { event.preventDefault(); get("text").focus(); }
    if (on.tagName !== "SUMMARY" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const next = event.key === "ArrowDown" ? on.parentElement.nextElementSibling : on.parentElement.previousElementSibling;
    if (next?.matches("details")) { event.preventDefault(); next.firstElementChild.focus(); }
  });

  addEventListener("beforeprint", () => {
    draw(found.length);
    [...list.children].slice(0, PRINTED).forEach((one, at) => { fill(one, found[at]); one.open = true; });
  });

  again();
  if (found.length && found.length <= 5) for (let at = 0; at < found.length; at++) { fill(list.children[at], found[at]); list.children[at].open = true; }
})();
