/* A screen on the desk: its own player in a frame of the screen's own pixels,
   with the clock in the reader's hand. What is due at a time is asked of the
   player's own rule (schedule.js). */
(function () {
  'use strict';
  var by = Desk.by, make = Desk.make;
  var DAY_SECONDS = 86400, EAST = 28800, size = Desk.keep('size') || 'fit', listed = false;
  var now = null; /* the screen that is shown */

  function clock() {
    var w = now.frame.contentWindow;
    return w && w.daoyinClock || null;
  }

  function time() { return clock() ? clock().now() : now.at; }

  function local(ms) { return new Date(ms + EAST * 1000); }

  function two(n) { return (n < 10 ? '0' : '') + n; }

  function hhmm(ms) { return two(local(ms).getUTCHours()) + ':' + two(local(ms).getUTCMinutes()); }

  function state(seconds) { return slideAt(now.set, now.set.zones[0], seconds); }

  function set(ms, running) {
    now.at = ms;
    now.running = running;
    if (clock()) { clock().set(ms, running); }
    tick();
  }

  /* The second at which the slide of a time began. */
  function beginning(seconds) {
    var slide = state(seconds).slide, least = seconds - (slide < 0 ? 0 : now.set.zones[0].slides[slide].seconds);
    while (seconds > least && state(seconds - 1).slide === slide) { seconds--; }
    return seconds;
  }

  function step(forward) {
    var at = Math.floor(time() / 1000), s = state(at);
    set((forward ? at + s.left : beginning(beginning(at) - 1)) * 1000, now.running);
  }

  /* Goes on to when something is so, within two weeks. */
  function seek(from, right) {
    var at = from, end = from + 14 * DAY_SECONDS, n;
    for (n = 0; at < end && n < 5000; n++) {
      if (right(state(at))) { return at; }
      at += Math.max(1, state(at).left);
    }
    return -1;
  }

  function goToSlide(i) {
    var at = seek(Math.floor(time() / 1000), function (s) { return s.slide === i; });
    if (at >= 0) { set(at * 1000, now.running); }
  }

  function tick() {
    var s, slide, at, part, left;
    if (!now || !now.set) { return; }
    at = time();
    s = state(Math.floor(at / 1000));
    slide = s.slide < 0 ? null : now.set.zones[0].slides[s.slide];
    now.pause.textContent = now.running ? '暂停' : '播放';
    now.clock.textContent = hhmm(at);
    if (document.activeElement !== now.time && now.time.value !== hhmm(at)) { now.time.value = hhmm(at); }
    now.closed.hidden = !!slide;
    now.frame.setAttribute('data-slide', s.slide);
    if (!slide) {
      now.said.textContent = '这时候屏' + (now.set.off === 'clock' ? '上只有钟点' : '是关的') + '。';
      now.bar.value = 0;
    } else {
      part = s.due.indexOf(s.slide);
      left = Math.ceil(beginning(Math.floor(at / 1000)) + slide.seconds - at / 1000);
      now.said.textContent = '第 ' + (part + 1) + ' 屏，共 ' + s.due.length + ' 屏：' + slide.title + '，还有 ' + Math.max(0, left) + ' 秒';
      now.bar.max = s.due.length;
      now.bar.value = part + 1 - left / slide.seconds;
    }
    if (now.marked !== s.slide + ' ' + s.due.join()) {
      now.marked = s.slide + ' ' + s.due.join();
      Array.prototype.forEach.call(now.list.querySelectorAll('button'), function (b, i) {
        b.disabled = s.due.indexOf(i) < 0;
        if (i === s.slide) { b.setAttribute('aria-current', 'true'); } else { b.removeAttribute('aria-current'); }
      });
    }
  }

  /* The span that is on, or comes next. */
  function whenWords(slide) {
    var at = Math.floor(time() / 1000), year = local(at * 1000).getUTCFullYear(), w;
    function day(seconds) {
      var d = local(seconds * 1000), other = d.getUTCFullYear();
      if (other !== year) { year = other; } else { other = 0; }
      return (other ? other + '年' : '') + (d.getUTCMonth() + 1) + '月' + d.getUTCDate() + '日';
    }
    if (!slide.when.length) { return slide.evergreen ? '常年' : '一直'; }
    w = slide.when.filter(function (one) { return !one[1] || one[1] > at; })[0];
    return w ? (w[0] ? day(w[0]) + '起' : '') + (w[1] ? '到' + day(w[1] - 1) : '') : '已经到期';
  }

  function list() {
    var ol = make('ol');
    Desk.clear(now.list);
    now.marked = '';
    now.set.zones[0].slides.forEach(function (slide, i) {
      var b = Desk.button('', function () { goToSlide(i); });
      b.appendChild(make('span', slide.title, 'text'));
      b.appendChild(make('span', slide.seconds + ' 秒，' + whenWords(slide), 'where'));
      b.title = slide.source;
      ol.appendChild(make('li')).appendChild(b);
    });
    var all = make('a', '全部摊开看');
    all.href = Desk.root() + now.screen.path;
    all.target = '_blank';
    now.list.appendChild(all);
    now.list.appendChild(ol);
  }

  /* How large the picture is: one pixel on one, as large as there is room for,
     or as small as the farthest reader sees it. */
  function fit() {
    var p, k, w, h, room, text, turned;
    if (!now) { return; }
    p = now.screen;
    turned = p.rotate % 180 !== 0;
    w = p.width;
    h = p.height;
    room = now.view;
    if (size === 'true') {
      k = 1 / (window.devicePixelRatio || 1);
      text = '原大：屏上一个点，就是这里一个点';
    } else if (size === 'far') {
      k = p.far;
      text = '坐在电脑前 60 厘米看，和站在 ' + p.metres + ' 米外看屏一样大（' + Math.round(k * 100) + '%）';
    } else {
      k = Math.min((room.clientWidth - 4) / w, (room.clientHeight - 4) / h);
      k = k > 1 ? Math.max(1, Math.min(4, Math.floor(k))) : k;
      text = (k < 1 ? '缩到 ' : k > 1 ? '放到 ' : '') + Math.round(k * 100) + '%';
    }
    now.frame.style.width = (turned ? h : w) + 'px';
    now.frame.style.height = (turned ? w : h) + 'px';
    /* what hangs on its side is turned back, to be seen as its viewers see it */
    now.frame.style.transform = 'scale(' + k + ')' + { 0: '', 90: ' translate(0,' + h + 'px) rotate(-90deg)', 180: ' translate(' + w + 'px,' + h + 'px) rotate(180deg)',
      270: ' translate(' + w + 'px,0) rotate(90deg)' }[p.rotate];
    now.panel.style.width = Math.max(1, w * k) + 'px';
    now.panel.style.height = Math.max(1, h * k) + 'px';
    now.told.textContent = w + '×' + h + ' 像素，' + text;
    Array.prototype.forEach.call(now.sizes.children, function (b) { b.setAttribute('aria-pressed', b.getAttribute('data-size') === size ? 'true' : 'false'); });
  }

  function sizes(into) {
    into.setAttribute('role', 'group');
    into.setAttribute('aria-label', '多大');
    [['true', '真实像素'], ['fit', '适合窗口'], ['far', '从最远处看']].forEach(function (s) {
      var b = Desk.button(s[1], function () {
        size = s[0];
        Desk.keep('size', size);
        fit();
        fit();
      });
      b.setAttribute('data-size', s[0]);
      into.appendChild(b);
    });
    return into;
  }

  function build(screen) {
    var stage = by('stage'), row, label;
    now = { screen: screen, running: true, at: 0, set: null, day: Desk.place.day };
    Desk.clear(stage);
    stage.className = 'screen' + (listed ? ' listed' : '');
    now.view = stage.appendChild(make('div', '', 'view'));
    now.view.tabIndex = 0;
    now.view.setAttribute('role', 'region');
    now.view.setAttribute('aria-label', '屏上的画面');
    now.panel = now.view.appendChild(make('div', '', 'panel'));
    now.frame = now.panel.appendChild(make('iframe'));
    now.frame.title = screen.title;
    now.frame.tabIndex = -1;
    now.list = stage.appendChild(make('div', '', 'slides'));
    row = stage.appendChild(make('div', '', 'controls'));
    now.said = row.appendChild(make('p', '正在准备……', 'said-now'));
    now.bar = row.appendChild(make('progress'));
    now.bar.setAttribute('aria-label', '放到哪里');
    now.bar.value = 0;
    row = row.appendChild(make('div', '', 'row'));
    row.appendChild(Desk.button('上一屏', function () { step(false); }, 'before'));
    now.pause = row.appendChild(Desk.button('暂停', function () { set(time(), !now.running); }, 'pause'));
    row.appendChild(Desk.button('下一屏', function () { step(true); }, 'after'));
    label = row.appendChild(make('label', '钟点'));
    now.time = label.appendChild(make('input'));
    now.time.type = 'time';
    now.time.onchange = function () { if (now.time.value) { Desk.go({ time: now.time.value }); } };
    now.clock = row.appendChild(make('span', '', 'said'));
    now.closed = row.appendChild(Desk.button('看开着的时候', opened, 'opened'));
    now.closed.hidden = true;
    now.sizes = row.appendChild(sizes(make('div', '', 'sizes')));
    var slides = row.appendChild(Desk.button('每一屏', function () {
      listed = !listed;
      stage.className = 'screen' + (listed ? ' listed' : '');
      slides.setAttribute('aria-expanded', listed ? 'true' : 'false');
      fit();
    }, 'every'));
    slides.setAttribute('aria-expanded', listed ? 'true' : 'false');
    now.told = by('stage').querySelector('.controls').appendChild(make('p', '', 'where told'));
    if (!screen.player) { now.told.parentNode.appendChild(make('p', '这块屏不用播放页：图片、文字交给控制卡放。这里放的是同样的内容。', 'where')); }
  }

  /* When the screen is next on, on that day if it can be. */
  function opened() {
    var at = seek(Math.floor(time() / 1000), function (s) { return s.slide >= 0; }), day;
    if (at < 0) { return; }
    day = local(at * 1000).toISOString().slice(0, 10);
    Desk.go({ day: day === Desk.data.today ? '' : day, time: hhmm(at * 1000) });
  }

  /* The content as of the beginning of the day, unless it is now: what is
     older than the content is not trusted by the player. */
  function base() { return '/_preview/play/' + (Desk.place.day || (Desk.place.time ? Desk.data.today : 'now')) + '/' + now.screen.name + '/'; }

  function begin(fresh) {
    var mine = now, from = base();
    Desk.get(from + 'slides.json', function (s, status) {
      var m, at;
      if (now !== mine || from !== base()) { return; }
      if (!s) {
        now.said.textContent = status ? '有错误，这块屏现在放不了。' : '预览已经关闭。';
        if (status) { now.frame.src = from; }
        return;
      }
      if (!fresh && now.set && now.set.set === s.set) { return; } /* nothing new for this screen */
      at = fresh ? s.now : time();
      if (fresh && (Desk.place.day || Desk.place.time)) {
        m = /^(\d\d):(\d\d)$/.exec(Desk.place.time) || [0, 10, 0];
        at = (Date.parse((Desk.place.day || Desk.data.today) + 'T00:00:00Z') / 1000 - EAST + m[1] * 3600 + m[2] * 60) * 1000;
      }
      now.set = s;
      now.at = at;
      list();
      at = from + '#at=' + at + (now.running ? '' : '&still');
      /* an address that differs only behind # would not be loaded anew */
      if (now.started) { now.frame.contentWindow.location.replace('about:blank'); }
      now.started = true;
      setTimeout(function () { if (now === mine) { now.frame.contentWindow.location.replace(at); } }, 0);
      tick();
    });
  }

  Desk.showScreen = function (screen) {
    if (!now || now.screen.name !== screen.name || !by('stage').querySelector('.panel')) {
      if (now) { Desk.leaveScreen(); }
      build(screen);
      now.timer = setInterval(tick, 250);
    }
    now.screen = screen;
    fit();
    fit(); /* what is said below takes room */
    begin(true);
  };

  /* The site changed: what the screen plays may have. */
  Desk.refreshScreen = function () { if (now && now.set) { begin(false); } };

  Desk.leaveScreen = function () {
    if (now) { clearInterval(now.timer); }
    now = null;
  };

  window.addEventListener('resize', fit);
})();
