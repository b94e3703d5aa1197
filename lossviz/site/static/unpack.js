// A panel's states, unpacked: `pack.py` says how they lie.
"use strict";

const lossviz = (() => {
  const waiting = {};

  /** Called by a panel's own script, which a page may load even where it may fetch no file. */
  function panel(name, base64) {
    unpack(base64).then(waiting[name].done, waiting[name].failed);
  }

  /** Load a panel's script; return what it holds. */
  function load(name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      waiting[name] = { done, failed };
      script.src = `panels/${name}.js`;
      script.onerror = () => failed(new Error(`${script.src} is missing`));
      document.head.append(script);
    });
  }

  async function unpack(base64) {
    const packed = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const data = new Uint8Array(await new Response(stream).arrayBuffer());
    const end = 4 + new DataView(data.buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(data.subarray(4, end)));
    return { ...header, text: texts(header, data, end) };
  }

  /** Return a function that gives the text of a number. */
  function texts({ templates, counts, texts: count }, data, at) {
    const next = () => {
      let number = 0, factor = 1, byte;
      do {
        byte = data[at++];
        number += (byte & 127) * factor;
        factor *= 128;
      } while (byte > 127);
      return number;
    };
    const signed = number => (number % 2 ? -(number + 1) / 2 : number / 2);
    const groups = [];
    let first = 0;
    templates.forEach((template, i) => {
      const parts = template.split(/[\x01-\x08]/), kinds = template.match(/[\x01-\x08]/g) ?? [];
      const columns = kinds.map(() => {
        const column = new Float64Array(counts[i]);
        for (let k = 0, value = 0; k < column.length; k++) column[k] = value += signed(next());
        return column;
      });
      groups.push({ first, parts, columns, decimals: kinds.map(kind => kind.charCodeAt(0) - 2) });
      first += counts[i];
    });
    const lists = [];
    for (let before = []; lists.length < count; lists.push(before)) {
      const length = next();
      before = length % 2 ? Uint32Array.from({ length: (length - 1) / 2 }, next) : before.slice();
      if (length % 2 === 0) {
        for (let i = 0, place = 0; i < length / 2; i++) before[place += next()] += signed(next());
      }
    }
    const written = new Array(first);

    function token(number) {
      if (written[number] !== undefined) return written[number];
      let low = 0, high = groups.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (groups[middle].first <= number) low = middle;
        else high = middle - 1;
      }
      const { first, parts, columns, decimals } = groups[low];
      let text = parts[0];
      columns.forEach((column, i) => {
        const value = column[number - first];
        // The shortest form of hundredths, or a fixed number of decimals.
        text += (decimals[i] < 0 ? String(value / 100) : (value / 10 ** decimals[i]).toFixed(decimals[i])) + parts[i + 1];
      });
      return (written[number] = text);
    }

    return i => Array.from(lists[i], token).join("");
  }

  return { panel, load, unpack };
})();
