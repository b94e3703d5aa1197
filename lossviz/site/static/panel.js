// The panels of a page: each is filled when it comes into view, and shows recorded states alone.
"use strict";

(() => {
  const QUIET = 400; // Milliseconds without a move, after which the reading is spoken.

  /** What the reader sets, and what is shown of it. */
  class Panel {
    constructor(root, recorded) {
      Object.assign(this, recorded);
      const find = selector => root.querySelector(selector);
      this.find = find;
      this.moving = find(".moves");
      this.reading = find(".reading");
      this.spoken = find(".reading + [role=status]");
      this.said = find(".moved");
      this.fields = [...root.querySelectorAll(".control")];
      this.buttons = [...root.querySelectorAll(".presets button")];
      this.forms = [...root.querySelectorAll(".asks")];
      this.numbers = new Map(this.states.map((state, i) => [state.join(), i]));
      this.ways = this.controls.map(control => Math.max(1, control.texts.length - 1));
      this.whole = this.states.length === this.controls.reduce((count, { texts }) => count * texts.length, 1);
      this.shown = this.wanted = this.opening;
      this.last = -1; // The control that was moved last.
      this.asks = this.forms.length ? 0 : -1; // The question in view.
      this.open = this.forms.map(() => true);
      this.given = this.forms.map(() => undefined);
      // The states that each question may be asked in, by number, and the first of their frames.
      let frame = this.states.length;
      this.during = this.questions.map(({ locked }) => {
        const at = Object.entries(locked);
        const states = this.states.filter(state => at.every(([i, place]) => state[i] === place));
        const first = frame;
        frame += states.length;
        return { states, first, places: new Map(states.map((state, i) => [state.join(), i])) };
      });
      this.fields.forEach((field, i) => this.follow(field, i));
      this.buttons.forEach((button, i) => button.addEventListener("click", () => this.press(i)));
      this.forms.forEach((form, i) => this.ask(form, i));
      this.show(this.opening);
      for (const set of root.querySelectorAll("fieldset[disabled]")) set.disabled = false;
      root.classList.add("alive");
    }

    get locked() {
      return this.open[this.asks] ? this.questions[this.asks].locked : {};
    }

    /** The states that may be shown now. */
    get free() {
      return this.open[this.asks] ? this.during[this.asks].states : this.states;
    }

    follow(field, i) {
      const input = field.querySelector("input, select"), { kind } = this.controls[i];
      if (kind === "slider") {
        let key = false;
        input.addEventListener("keydown", () => (key = true));
        input.addEventListener("pointerdown", () => (key = false));
        input.addEventListener("input", () => this.move(i, Number(input.value), key));
      } else if (kind === "tick") input.addEventListener("change", () => this.move(i, Number(input.checked)));
      else if (kind === "list") input.addEventListener("change", () => this.move(i, input.selectedIndex));
      else field.addEventListener("change", event => this.move(i, Number(event.target.value)));
    }

    /** Set a control; with a key it goes on to the next place that is kept, in the way of the key. */
    move(i, place, key = false) {
      if (i !== this.last) this.wanted = this.shown;
      this.last = i;
      if (!this.whole) {
        const places = [...new Set(this.free.map(state => state[i]))];
        const ahead = places.filter(its => (place > this.shown[i] ? its >= place : its <= place));
        const from = key && ahead.length ? ahead : places;
        place = from.reduce((best, its) => (Math.abs(its - place) < Math.abs(best - place) ? its : best));
      }
      this.wanted = this.wanted.with(i, place);
      this.show(this.nearest({ [i]: place }), { [i]: place });
    }

    press(number) {
      const set = this.sets(this.presets[number]);
      this.wanted = this.shown.map((place, i) => set[i] ?? place);
      this.last = -1;
      this.show(this.nearest(set), set);
    }

    /** What a preset sets in the state that is shown. */
    sets({ sets, which }) {
      return sets[which.length > 1 ? which[this.numbers.get(this.shown.join())] : 0];
    }

    /** The recorded state nearest to the one wanted, with some places as they are set. */
    nearest(set) {
      if ((this.open[this.asks] ? this.during[this.asks].places : this.numbers).has(this.wanted.join())) return this.wanted;
      const fixed = Object.entries(set);
      let found = this.shown, least = Infinity;
      for (const state of this.free) {
        if (fixed.some(([i, place]) => state[i] !== place)) continue;
        let way = 0;
        for (let i = 0; i < state.length; i++) way += Math.abs(state[i] - this.wanted[i]) / this.ways[i];
        if (way < least) [found, least] = [state, way];
      }
      return found;
    }

    /** Show a recorded state: picture, reading and controls are always of the same. */
    show(state, set = {}) {
      const along = state.map((place, i) => i).filter(i => !(i in set) && state[i] !== this.wanted[i]);
      this.shown = state;
      const during = this.open[this.asks] && this.during[this.asks];
      const frame = during ? during.first + during.places.get(state.join()) : this.numbers.get(state.join());
      const [svg, reading] = this.text(frame).split("\0");
      this.moving.innerHTML = svg;
      this.reading.textContent = reading;
      this.fields.forEach((field, i) => this.put(field, i));
      this.said.textContent = along.length
        ? `Moved along: ${along.map(i => `“${this.controls[i].label}” to ${this.controls[i].texts[state[i]]}`).join(", ")}. ` +
          "This page keeps no picture of the other."
        : "";
      this.buttons.forEach((button, i) => {
        const set = this.sets(this.presets[i]);
        button.disabled = Object.entries(this.locked).some(([k, place]) => (set[k] ?? place) !== place);
      });
      clearTimeout(this.timer);
      this.timer = setTimeout(() => (this.spoken.textContent = reading), QUIET);
    }

    /** Have a control say what is shown, and grey what would move another along. */
    put(field, i) {
      const place = this.shown[i], { kind, texts } = this.controls[i];
      const inputs = [...field.querySelectorAll("input, select")];
      for (const input of inputs) input.disabled = i in this.locked;
      field.classList.toggle("locked", i in this.locked);
      const kept = this.whole ? null : new Set(this.free.filter(its => its.every((p, k) => k === i || p === this.shown[k])).map(its => its[i]));
      if (kind === "slider") {
        const [input] = inputs;
        input.value = place;
        input.setAttribute("aria-valuetext", texts[place]);
        field.querySelector("output").textContent = texts[place];
        if (kept) input.style.setProperty("--track", track(kept, texts.length));
      } else if (kind === "tick") inputs[0].checked = place === 1;
      else if (kind === "list") inputs[0].selectedIndex = place;
      else inputs[place].checked = true;
      if (kept && kind !== "slider") {
        const parts = kind === "tick" ? [field] : kind === "list" ? inputs[0].options : field.querySelectorAll("label");
        [...parts].forEach((part, k) => part.classList.toggle("far", !kept.has(kind === "tick" ? 1 - place : k)));
      }
    }

    ask(form, i) {
      const find = selector => form.querySelector(selector), { number, answers, which, then, locks } = this.questions[i];
      const line = find(".answer"), radios = [...form.querySelectorAll("[type=radio]")], text = find("[type=text]");
      const its = () => answers[which[this.during[i].places.get(this.shown.join())]];
      const settle = said => {
        line.textContent = said;
        this.open[i] = false;
        this.wanted = this.shown;
        mark();
        this.show(this.shown);
      };
      const keep = () => radios.forEach((radio, k) => (radio.checked = k === this.given[i]));
      for (const radio of radios) radio.addEventListener("change", () => this.open[i] || keep());
      const mark = () => {
        const open = this.open[i];
        form.classList.toggle("answered", !open);
        for (const part of form.querySelectorAll("button.once")) part.setAttribute("aria-disabled", String(!open));
        if (text) text.readOnly = !open;
        find(".again").hidden = open;
        find(".next").hidden = open || i === this.forms.length - 1;
      };
      form.addEventListener("submit", event => {
        event.preventDefault();
        if (!this.open[i]) return;
        try {
          if (text) return settle(guesses.answer(number, guesses.read(text.value, number.many), its(), then));
          const chosen = radios.findIndex(radio => radio.checked);
          if (chosen >= 0) {
            this.given[i] = chosen;
            return settle(its().lines[chosen]);
          }
          line.textContent = `Choose one: ${radios.map(radio => radio.parentElement.textContent.trim()).join(", ")}.`;
        } catch (error) {
          line.textContent = error.message;
        }
      });
      find(".skip").addEventListener("click", () => {
        if (!this.open[i]) return;
        keep();
        if (text) text.value = "";
        settle([its().told, then].filter(Boolean).join(" "));
      });
      find(".again").addEventListener("click", () => {
        this.open[i] = true;
        line.textContent = locks;
        if (text) text.value = "";
        this.given[i] = undefined;
        keep();
        mark();
        this.put_question(i);
        (text ?? radios[0]).focus();
      });
      find(".next").addEventListener("click", () => {
        form.hidden = true;
        this.forms[i + 1].hidden = false;
        this.put_question(i + 1);
        this.forms[i + 1].querySelector("input").focus();
      });
    }

    /** Put a question, with the controls it asks about where they were when the panel opened. */
    put_question(i) {
      this.asks = i;
      const { locked } = this.questions[i];
      this.wanted = this.shown.map((place, k) => locked[k] ?? place);
      this.last = -1;
      this.show(this.nearest(locked), locked);
    }
  }

  /** A slider's track: dark where a picture is kept with the other controls as they are. */
  function track(kept, count) {
    const stops = [];
    const part = place => `${((100 * place) / count).toFixed(2)}%`;
    for (let place = 0; place < count; ) {
      const dark = kept.has(place), from = place;
      while (place < count && kept.has(place) === dark) place++;
      stops.push(`var(--${dark ? "near" : "far"}) ${part(from)} ${part(place)}`);
    }
    return `linear-gradient(to right, ${stops.join(", ")})`;
  }

  async function fill(root) {
    try {
      const recorded = await lossviz.load(root.dataset.panel);
      root.panel = new Panel(root, recorded);
    } catch (error) {
      root.querySelector(".moved").textContent = `This picture does not move: ${error.message}`;
      throw error;
    }
  }

  const seen = new IntersectionObserver(
    entries => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        fill(target);
      }
    },
    { rootMargin: "600px" },
  );
  for (const root of document.querySelectorAll(".panel")) seen.observe(root);

  // What is wider than its place scrolls inside it, with the keys too.
  const wide = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const part of document.querySelectorAll("pre, .wide, .formula")) wide.observe(part);
})();
