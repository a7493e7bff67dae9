// @ts-check
/**
 * Address: the view as the page's address names it, `?date=2017-05-07&district=qaboun`, read and written.
 * What is left out has its default. A value that cannot be used is left alone; the page names it.
 */
(function (/** @type {any} */ global) {
  "use strict";
  const DM = /** @type {any} */ (global.DM = global.DM || {});
  const ALL = "all";
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const DAYS = /^[1-9]\d{0,4}$/;
  const STEP = /^[1-9]\d?$/;
  const PLACE = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/;
  /** A step of the tour is told from all that is known. */
  const SET_ASIDE = ["reported", "confidence"];
  /** What is not a step of its own on the way back. */
  const QUIET = ["view", "span"];

  /**
   * @param {any} scene
   * @param {Window} page  whose address it is
   * @param {string[]} languages  those that the page offers
   */
  function createAddress(scene, page, languages) {
    const opening = DM.state.openingState(scene);
    const openingDays = scene.opening_view.window;
    const ids = { districts: scene.districts.map(idOf), types: scene.kinds.map(idOf) };
    /** The address's keys, in their order. */
    const keys = Object.keys(valuesOf(opening, null));
    const isOwn = (/** @type {[string, string]} */ [key]) => keys.includes(key);

    /** @param {URLSearchParams} given @returns {Record<string, any>} what `show` takes */
    function read(given) {
      const tour = stepOf(scene, given.getAll("tour").at(-1));
      const isTold = tour !== undefined && !given.has("date");
      const implied = isTold ? scene.story[tour - 1] : {};
      const named = (/** @type {string} */ key) =>
        isTold && SET_ASIDE.includes(key) ? undefined : given.getAll(key).at(-1);
      const text = (/** @type {string} */ key) => named(key) ?? implied[key] ?? undefined;
      const [date, reported] = ["date", "reported"].map((key) => dayOf(scene, text(key)));
      return {
        date: date === undefined ? undefined : DM.time.isoOf(date),
        from: firstOf(date ?? opening.date, text("window"), openingDays),
        district: text("district"),
        event: text("event"),
        tour,
        districts: listOf(ids.districts, text("districts")),
        types: listOf(ids.types, text("types")),
        confidence: text("confidence"),
        lang: languages.find((lang) => lang === text("lang")),
        view: placeOf(text("view")),
        span: spanOf(scene, text("span")),
        reported: reported === undefined ? undefined : DM.time.isoOf(reported),
      };
    }

    /** @param {ViewState} state @param {number[] | null} view @returns {Record<string, string | null>} */
    function valuesOf(state, view) {
      const { date, district, districts, types, confidence, reported, event, tour, lang } = state;
      const { span } = DM.state.messageOf(state);
      const days = DM.state.windowDays(state);
      // An event or a step of the tour stands for a day of its own where none is named.
      const isOpening = date === opening.date && event === null && tour === null;
      return {
        date: isOpening ? null : DM.time.isoOf(date),
        district,
        event,
        tour: tour && String(tour),
        districts: districts && districts.join(),
        types: types && types.join(),
        window: days === openingDays ? null : String(days ?? ALL),
        confidence: confidence === opening.confidence ? null : confidence,
        lang: lang === opening.lang ? null : lang,
        view: view && `${view[0].toFixed(4)},${view[1].toFixed(4)},${Number(view[2].toFixed(4))}`,
        span: span && span.join(),
        reported: reported === null ? null : DM.time.isoOf(reported),
      };
    }

    return {
      /** What the address names. */
      read: () => read(new URLSearchParams(page.location.search)),
      /** What a link inside the page names. */
      readOf: (/** @type {Record<string, string>} */ parameters) => read(new URLSearchParams(parameters)),
      /** The whole address of a view, to be passed on: its day is always named. */
      dated(/** @type {ViewState} */ state, /** @type {number[] | null} */ view) {
        const values = { ...valuesOf(state, view), date: DM.time.isoOf(state.date) };
        const bare = page.location.href.replace(/[?#].*$/s, "");
        return `${bare}?${written(Object.entries(values))}`;
      },
      /** What of the address is the view's own, as it stands there. */
      own() {
        const given = [...new URLSearchParams(page.location.search)];
        return new URLSearchParams(given.filter(isOwn)).toString();
      },
      /** Names a view in the address; a new entry of the history, unless only what is shown of map and time is new. */
      write(/** @type {ViewState} */ state, /** @type {number[] | null} */ view) {
        const given = new URLSearchParams(page.location.search);
        const values = valuesOf(state, view);
        const isNew = keys.filter(
          (key) => (given.has(key) ? given.getAll(key).join() : null) !== values[key],
        );
        if (isNew.length === 0) return;
        const others = [...given].filter((pair) => !isOwn(pair));
        const search = written([...Object.entries(values), ...others]);
        const { pathname, hash } = page.location;
        const address = `${pathname}${search && "?"}${search}${hash}`;
        const act = isNew.every((key) => QUIET.includes(key)) ? "replaceState" : "pushState";
        try {
          page.history[act](page.history.state, "", address);
        } catch {
          // Some browsers keep the address of a file as it is; the view is shown all the same.
        }
      },
    };
  }

  function idOf(row) {
    return row.id;
  }

  /** Keys and values as an address has them, without those that have none. */
  function written(/** @type {[string, string | null][]} */ pairs) {
    const given = pairs.filter(([, value]) => value !== null);
    return given.map(([key, value]) => `${key}=${encoded(value)}`).join("&");
  }

  /** Commas stay as they are, so that a link can be read. */
  function encoded(/** @type {string} */ value) {
    return encodeURIComponent(value).replaceAll("%2C", ",");
  }

  /** A day of the timeline. */
  function dayOf(scene, /** @type {string | undefined} */ text) {
    const day = text && DAY.test(text) ? DM.time.dayOf(text) : null;
    return day === null || day < scene.first_day || day > scene.last_day ? undefined : day;
  }

  /** A step of the tour. */
  function stepOf(scene, /** @type {string | undefined} */ text) {
    return text && STEP.test(text) && scene.story[Number(text) - 1] ? Number(text) : undefined;
  }

  /** The first day of a window that ends on a date; null where it is all before. */
  function firstOf(
    /** @type {number} */ date,
    /** @type {string | undefined} */ text,
    /** @type {number | null} */ openingDays,
  ) {
    const days = text && DAYS.test(text) ? Number(text) : openingDays;
    const first = text === ALL ? null : DM.state.windowStart(date, days);
    return first === null ? null : DM.time.isoOf(first);
  }

  /** Known ids; none where one of them is not known. */
  function listOf(/** @type {string[]} */ known, /** @type {string | undefined} */ text) {
    if (text === undefined) return undefined;
    const parts = text.split(",").filter(Boolean);
    if (!parts.every((part) => known.includes(part))) return undefined;
    return known.every((one) => parts.includes(one)) ? null : parts;
  }

  function placeOf(/** @type {string | undefined} */ text) {
    const match = text && PLACE.exec(text);
    const [lon, lat, zoom] = match ? match.slice(1).map(Number) : [NaN, NaN, NaN];
    const isOnEarth = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom <= 22;
    return isOnEarth ? [lon, lat, zoom] : undefined;
  }

  function spanOf(scene, /** @type {string | undefined} */ text) {
    const days = text ? text.split(",").map((day) => dayOf(scene, day)) : [];
    return days.length === 2 && days.every((day) => day !== undefined) ? text.split(",") : undefined;
  }

  DM.address = { createAddress };
})(window);
