// A guess: reading it as people type it, and telling how far off it was. It says what `lossviz.guess` says.
"use strict";

const guesses = (() => {
  const UNREAD = "I read numbers such as 0.4, 1/3 or log 3.";
  const SIGNS = { "−": "-", "–": "-", "·": "*", "×": "*", "²": "^2", "∞": " inf ", π: " pi ", "√": " sqrt " };
  const FUNCTIONS = { log: Math.log, ln: Math.log, log2: Math.log2, sqrt: Math.sqrt, exp: Math.exp };
  const NAMES = { inf: Infinity, e: Math.E, pi: Math.PI };

  /** Return a number as people type it, or throw: nothing but arithmetic is worked out. */
  function read(text, unit = "") {
    let plain = text.trim();
    if (unit && plain.endsWith(unit)) plain = plain.slice(0, -unit.length).trim();
    plain = plain.replace(/[−–·×²∞π√]/g, sign => SIGNS[sign]);
    const percent = plain.endsWith("%");
    if (percent) plain = plain.slice(0, -1);
    if (plain.length > 40 || /[1-9]\d*,\d{3}(?!\d)/.test(plain)) throw new Error(UNREAD);
    const value = worked(plain.replaceAll("**", "^").replaceAll(",", "."));
    return percent ? value / 100 : value;
  }

  function worked(text) {
    const words = text.match(/\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|[a-z]+2?|\S/g) ?? [];
    let at = 0;
    const take = word => (words[at] === word ? ++at : 0);
    const fail = () => {
      throw new Error(UNREAD);
    };
    function sum() {
      let value = product();
      for (;;) {
        if (take("+")) value += product();
        else if (take("-")) value -= product();
        else return value;
      }
    }
    function product() {
      let value = signed();
      for (;;) {
        if (take("*")) value *= signed();
        else if (take("/")) {
          const by = signed();
          if (by === 0) fail();
          value /= by;
        } else return value;
      }
    }
    function signed() {
      if (take("-")) return -signed();
      if (take("+")) return signed();
      const value = single();
      return take("^") ? value ** signed() : value;
    }
    function single() {
      const word = words[at++];
      if (word === undefined) fail();
      if (/^[\d.]/.test(word) && word !== ".") return Number(word);
      if (word === "(") {
        const value = sum();
        return take(")") ? value : fail();
      }
      if (word in NAMES) return NAMES[word];
      if (word in FUNCTIONS && (words[at] === "(" || /^[\d.]/.test(words[at] ?? ""))) {
        const value = FUNCTIONS[word](single());
        return Number.isFinite(value) ? value : fail();
      }
      return fail();
    }
    const value = sum();
    return at === words.length && !Number.isNaN(value) ? value : fail();
  }

  function fixed(value, digits) {
    const text = value.toFixed(digits);
    return Number(text) === 0 && text.startsWith("-") ? text.slice(1) : text.replace("-", "−");
  }

  const short = text => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);

  function significant(value, digits = 3) {
    if (value === 0) return "0";
    if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "−inf";
    let [mantissa, exponent] = value.toExponential(digits - 1).split("e");
    exponent = Number(exponent);
    const text =
      exponent < -4 || exponent >= digits
        ? `${short(mantissa)}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`
        : short(value.toFixed(digits - 1 - exponent));
    return text.replaceAll("-", "−");
  }

  const number = text => Number(text.replace("−", "-").replace("inf", "Infinity"));

  function plain(kind, value) {
    if (kind.factor || !Number.isFinite(value)) return significant(value);
    return short(fixed(value, kind.digits));
  }

  /** A guess as it is printed: up to two decimals more than the answer, if it was given with them. */
  function said(kind, guess) {
    const finer = kind.factor || !Number.isFinite(guess) ? significant(guess, 6) : short(fixed(guess, kind.digits + 2));
    return number(finer) === guess ? finer : plain(kind, guess);
  }

  function told(kind, value) {
    const figure = plain(kind, value);
    return `${figure} ${figure === "1" || figure === "−1" ? kind.one : kind.many}`.trimEnd();
  }

  function alike(kind, a, b) {
    if (a === b) return true;
    if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
    if (kind.factor && a > 0 && b > 0) return Math.max(a, b) <= kind.near * Math.min(a, b);
    const room = Math.max(1e-9 * Math.max(Math.abs(a), Math.abs(b)), kind.factor ? 0 : kind.near * (1 + 1e-9));
    return Math.abs(a - b) <= room;
  }

  /** The guess, the answer, and the distance between them, computed from the figures as printed. */
  function verdict(kind, guess, answer) {
    const mine = said(kind, guess), right = plain(kind, answer);
    if (mine === right) return `You said ${mine}, and it is ${told(kind, answer)}.`;
    if (alike(kind, guess, answer)) return `You said ${mine}, it is ${told(kind, answer)}: as near as one can guess.`;
    const a = number(mine), b = number(right);
    let by = "";
    if (Number.isFinite(a)) {
      if (kind.factor) {
        const small = Math.min(a, b);
        by = small > 0 ? `${significant(Math.max(a, b) / small, 2)} times ` : "";
      } else {
        const decimals = Math.max(...[mine, right].map(text => (text.split(".")[1] ?? "").length));
        const distance = Math.abs(a - b).toFixed(decimals);
        const [one, many] = kind.many === "%" ? ["point", "points"] : [kind.one, kind.many];
        by = `${`${distance} ${distance === "1" ? one : many}`.trimEnd()} `;
      }
    }
    return `You said ${mine}; it is ${told(kind, answer)}: ${by}${kind.off[Number(a > b)]}.`;
  }

  /** All that is said to a guess. */
  function answer(kind, guess, { answer, replies }, then) {
    const near = alike(kind, guess, answer);
    const reply = near ? undefined : replies.find(([idea]) => alike(kind, guess, idea));
    return [verdict(kind, guess, answer), reply?.[1], then].filter(Boolean).join(" ");
  }

  return { read, answer };
})();
