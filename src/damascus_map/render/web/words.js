// @ts-check
/** Words: how is a thing of the scene said in the reader's language? */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});

  /**
   * @param {any} scene  with `messages` and `dates` for each language
   * @param {string} lang
   */
  function createWords(scene, lang) {
    const messages = scene.messages[lang];
    const dates = scene.dates[lang];
    const plurals = new Intl.PluralRules(lang);
    const numbers = new Intl.NumberFormat(lang, { numberingSystem: "latn" });

    function number(/** @type {number} */ n) {
      return numbers.format(n);
    }

    /** @param {string} key @param {Record<string, string | number>} [values] `n` chooses the plural */
    function text(key, values = {}) {
      const message = messages[key] || key;
      const pattern = typeof message === "object" ? pluralOf(message, values.n, plurals) : message;
      const written = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === "number" ? number(value) : value,
      ]);
      return DM.time.fill(pattern, Object.fromEntries(written));
    }

    function name(/** @type {Record<string, string>} */ names) {
      return names[lang] || names.en || "";
    }

    /** @param {number} day @param {"day" | "day_short" | "month" | "year" | "month_tick" | "day_tick"} [form] */
    function date(day, form = "day") {
      return DM.time.wordsOf(day, form, dates);
    }

    function capitalised(/** @type {string} */ written) {
      return written.charAt(0).toLocaleUpperCase(lang) + written.slice(1);
    }

    /** A time that is known to the day, the month or the year, and no further. */
    function span(/** @type {number} */ first, /** @type {number} */ last, /** @type {string} */ precision) {
      const form = precision === "day" ? "day_short" : precision === "year" ? "year" : "month";
      const [from, to] = [first, last].map((day) => DM.time.wordsOf(day, form, dates));
      return from === to ? from : text("date_span", { from, to });
    }

    /** A part of time from its first to its last day: a day, a month or a year by its name, or both ends. */
    function part(/** @type {number} */ first, /** @type {number} */ last, /** @type {string} */ unit) {
      if (unit === "day") return date(first);
      return span(first, last, unit === "week" ? "day" : unit === "year" ? "year" : "month");
    }

    /** "12 events in these 7 days", or "up to this day" where the window has no beginning. */
    function count(/** @type {number} */ n, /** @type {number | null} */ days) {
      return text("count_line", {
        events: text("count_events", { n }),
        window: days === null ? text("window_all") : text("window_days", { n: days }),
      });
    }

    return Object.freeze({
      lang,
      direction: lang === "ar" ? "rtl" : "ltr",
      text,
      name,
      number,
      date,
      capitalised,
      span,
      part,
      count,
    });
  }

  /** The form for a number; a text may say "none" in its own way where the grammar has no form for it. */
  function pluralOf(/** @type {Record<string, string>} */ forms, n, /** @type {Intl.PluralRules} */ plurals) {
    if (n === 0 && forms.zero) return forms.zero;
    return forms[plurals.select(n)] || forms.other;
  }

  DM.createWords = createWords;
})(window);
