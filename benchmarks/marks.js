// @ts-check
/**
 * Marks: when did the hand move, and when did the picture of that move stand?
 * Runs in a measured page before anything else, and arms the page and each frame in it. What is
 * shown carries a mark: the day on the map, the value of a slider, or the number of points that
 * WebGL was told to draw. The picture of a move stands when its mark is there, the frame is
 * rendered, and WebGL has finished.
 */
(function (/** @type {any} */ page) {
  "use strict";
  if (page !== page.top) return;
  const MARKS = ".map-day, [data-testid='dm-timeline'], .swiftmap-time-label";
  const DRAWING = ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"];
  const bench = { input: 0, picture: 0, pictures: [0], bytes: 0, mark: "" };
  page.benchmark = bench;

  const epoch = (time = performance.now()) => performance.timeOrigin + time;

  /** Watches the hand, the marks and WebGL in a window. */
  function arm(/** @type {any} */ target) {
    const contexts = new Set();
    let drawn = false;
    let awaited = false;

    function moved(/** @type {Event} */ event) {
      bench.input = target.performance.timeOrigin + event.timeStamp;
      drawn &&= awaited; // a picture on its way is not put off by the next move
    }

    function setMark(/** @type {string} */ mark) {
      if (mark === bench.mark) return;
      bench.mark = mark;
      if (!awaited) target.requestAnimationFrame(rendered);
      awaited = true;
    }

    /** Goes on after the present frame, once WebGL has been told to draw where there is WebGL. */
    function rendered() {
      if (contexts.size > 0 && !drawn) {
        target.requestAnimationFrame(rendered);
        return;
      }
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        contexts.forEach(finish);
        awaited = false;
        bench.picture = epoch();
        bench.pictures.push(bench.picture);
      };
      channel.port2.postMessage(null);
    }

    function look() {
      const node = target.document.querySelector(MARKS);
      if (node) setMark(node.getAttribute("aria-valuenow") || node.textContent || "");
    }

    target.addEventListener("keydown", moved, { capture: true });
    target.addEventListener("pointermove", moved, { capture: true });
    watchDrawing(target, (context, instances) => {
      contexts.add(context);
      drawn = true;
      if (instances > 1) setMark(String(instances));
    });
    new target.MutationObserver(look).observe(target.document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ["aria-valuenow"],
    });
    look();
  }

  /** Tells of each drawing in a window: in which context, and of how many instances. */
  function watchDrawing(
    /** @type {any} */ target,
    /** @type {(context: object, instances: number) => void} */ tell,
  ) {
    for (const { prototype } of [target.WebGLRenderingContext, target.WebGL2RenderingContext]) {
      for (const name of DRAWING.filter((one) => one in prototype)) {
        const draw = prototype[name];
        prototype[name] = function (/** @type {any[]} */ ...rest) {
          draw.apply(this, rest);
          tell(this, name.endsWith("Instanced") ? rest[rest.length - 1] : 0);
        };
      }
    }
  }

  /** Waits for WebGL: a pixel can only be read when all is drawn. */
  function finish(/** @type {WebGLRenderingContext} */ gl) {
    const bound = gl.getParameter(gl.FRAMEBUFFER_BINDING);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    gl.bindFramebuffer(gl.FRAMEBUFFER, bound);
  }

  /** Arms each frame when it has loaded; a frame's first, empty document is another one. */
  function armFrames(/** @type {MutationRecord[]} */ records) {
    for (const node of records.flatMap((record) => [...record.addedNodes])) {
      if (!(node instanceof Element)) continue;
      const frames = node.matches("iframe") ? [node] : node.querySelectorAll("iframe");
      frames.forEach((frame) =>
        frame.addEventListener("load", () => arm(/** @type {any} */ (frame).contentWindow)),
      );
    }
  }

  const sizeOf = (data) => data.byteLength ?? data.size ?? data.length;
  page.WebSocket = class extends page.WebSocket {
    constructor(/** @type {any[]} */ ...rest) {
      super(...rest);
      this.addEventListener("message", ({ data }) => (bench.bytes += sizeOf(data)));
    }

    send(/** @type {any} */ data) {
      bench.bytes += sizeOf(data);
      super.send(data);
    }
  };
  new MutationObserver(armFrames).observe(document, { subtree: true, childList: true });
  arm(page);
})(window);
