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

    /** @param {string} key @param {Record<string, string | number>} [values] `n` chooses the plural */
    function text(key, values = {}) {
      const message = messages[key] || key;
      return DM.time.fill(
        typeof message === "object" ? pluralOf(message, values.n, plurals) : message,
        values,
      );
    }

    function name(/** @type {Record<string, string>} */ names) {
      return names[lang] || names.en || "";
    }

    /** @param {number} day @param {"day" | "day_short"} [form] */
    function date(day, form = "day") {
      return DM.time.wordsOf(day, form, dates);
    }

    /** A time that is known to the day, the month or the year, and no further. */
    function span(/** @type {number} */ first, /** @type {number} */ last, /** @type {string} */ precision) {
      const form = precision === "day" ? "day_short" : precision === "year" ? "year" : "month";
      const [from, to] = [first, last].map((day) => DM.time.wordsOf(day, form, dates));
      return from === to ? from : text("date_span", { from, to });
    }

    /** "12 events in these 7 days", or "up to this day" where the window has no beginning. */
    function count(/** @type {number} */ n, /** @type {number | null} */ days) {
      return text("count_line", {
        events: text("count_events", { n }),
        window: days === null ? text("window_all") : text("window_days", { n: days }),
      });
    }

    return Object.freeze({ lang, direction: lang === "ar" ? "rtl" : "ltr", text, name, date, span, count });
  }

  /** The form for a number; a text may say "none" in its own way where the grammar has no form for it. */
  function pluralOf(/** @type {Record<string, string>} */ forms, n, /** @type {Intl.PluralRules} */ plurals) {
    if (n === 0 && forms.zero) return forms.zero;
    return forms[plurals.select(n)] || forms.other;
  }

  DM.createWords = createWords;
})(window);
