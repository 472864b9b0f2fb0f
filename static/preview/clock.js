/* Stands before the scripts of a screen's player on the desk and gives it a
   clock that the desk can set and stop. The player itself is the one that the
   bureau's screens run. The address says the time to begin with:
   #at=1796432400000&still */
(function () {
  'use strict';
  var real = Date.now, told = /at=(\d+)/.exec(location.hash), running = !/still/.test(location.hash);
  var begun = real.call(Date), from = told ? Number(told[1]) : begun;

  function now() { return running ? from + real.call(Date) - begun : from; }

  Date.now = now;
  /* One pixel of the screen is one of the frame; the desk scales the frame. */
  Object.defineProperty(window, 'devicePixelRatio', { value: 1 });
  window.daoyinClock = {
    now: now,
    running: function () { return running; },
    set: function (at, goOn) {
      begun = real.call(Date);
      from = at;
      running = goOn;
      document.dispatchEvent(new Event('visibilitychange')); /* the player looks at the time */
    }
  };
})();
