/* Pages in frames: as on a telephone, on a computer, in large type, on paper. */
(function () {
  'use strict';
  var by = Desk.by, make = Desk.make;
  /* Paper is A4 at 96 dots to the inch, with the margin that browsers leave. */
  var SHEET = 794, MARGIN = 38, TALL = 1123;
  var kinds = {
    phone: { name: '手机，360 像素宽', width: 360, height: 720 },
    wide: { name: '电脑', width: 1280 },
    big: { name: '手机，字放大到 200%', width: 360, height: 720, dress: enlarge },
    print: { name: '打在 A4 纸上', width: SHEET - 2 * MARGIN, dress: paper, whole: true }
  };
  var shown = [], key = '';

  function Frame(kind) {
    var self = this;
    this.kind = kind;
    this.is = kinds[kind];
    this.el = make('figure', '', 'device ' + kind);
    this.caption = this.el.appendChild(make('figcaption'));
    this.view = this.el.appendChild(make('div', '', 'view'));
    this.frame = this.view.appendChild(make('iframe'));
    this.frame.title = this.is.name;
    this.frame.onload = function () { self.loaded(); };
  }

  /* An address goes into the frame without a step in the browser's history. */
  Frame.prototype.open = function (to) {
    this.wanted = to;
    if (this.frame.contentWindow && this.started) { this.frame.contentWindow.location.replace(to); } else { this.frame.src = to; }
    this.started = true;
  };

  Frame.prototype.loaded = function () {
    var self = this, doc = this.doc(), path;
    if (!doc || !doc.body || doc.location.href === 'about:blank') { return; }
    this.changes = null;
    if (this.is.dress) { this.dress(doc); }
    this.tell();
    this.fit();
    doc.addEventListener('keydown', function (e) { if (e.key === '/' && !/^(INPUT|TEXTAREA)$/.test(e.target.nodeName)) { e.preventDefault(); by('search').focus(); } });
    doc.addEventListener('click', function (e) { /* what is not of this site opens beside the desk */
      var a = e.target.closest && e.target.closest('a[href]');
      if (a && /^http/.test(a.protocol) && a.host !== location.host) {
        e.preventDefault();
        window.open(a.href, '_blank', 'noopener');
      }
    });
    path = decodeURI(doc.location.pathname);
    if (path.indexOf(Desk.root()) === 0 && path !== decodeURI(this.wanted)) {
      this.wanted = path;
      Desk.follow(path.slice(Desk.root().length) || 'index.html', this);
    }
    if (this.is.whole && window.ResizeObserver) {
      this.grown = new ResizeObserver(function () { self.fit(); });
      this.grown.observe(doc.body);
    }
  };

  Frame.prototype.doc = function () {
    try { return this.frame.contentDocument; } catch (e) { return null; }
  };

  /* The page in the frame changes in place; what changed is dressed again. */
  Frame.prototype.dress = function (doc) {
    var self = this, later = null;
    this.is.dress(doc);
    if (!window.MutationObserver) { return; }
    this.changes = new MutationObserver(function () {
      clearTimeout(later);
      later = setTimeout(function () {
        self.changes.disconnect();
        self.is.dress(doc);
        self.changes.observe(doc.body, { childList: true, subtree: true });
        self.fit();
      }, 50);
    });
    this.changes.observe(doc.body, { childList: true, subtree: true });
  };

  /* The frame has its true size and is made smaller only where there is no room. */
  Frame.prototype.fit = function () {
    var room = this.el.clientWidth, width = this.is.width, height = this.is.height, edge = this.is.whole ? 2 * MARGIN : 0, k, doc = this.doc(), text = this.is.name;
    var most = by('stage').clientHeight - this.caption.offsetHeight - 24;
    if (this.kind === 'wide') { width = Math.max(width, room); }
    k = Math.min(1, room / (width + edge));
    if (this.is.whole) {
      height = doc && doc.body ? Math.max(TALL - edge, doc.documentElement.scrollHeight && doc.body.getBoundingClientRect().height + 40) : TALL - edge;
      text += '，大约 ' + Math.ceil(height / (TALL - edge)) + ' 张';
    } else if (!height) { height = most / k; } else { height = Math.max(300, Math.min(height, most / k)); }
    this.frame.style.width = width + 'px';
    this.frame.style.height = Math.floor(height) + 'px';
    this.frame.style.transform = k < 1 ? 'scale(' + k + ')' : '';
    this.frame.style.margin = this.is.whole ? MARGIN * k + 'px' : '';
    this.view.style.width = Math.floor((width + edge) * k) + 'px';
    this.view.style.height = Math.floor((height + edge) * k) + 'px';
    this.caption.textContent = text + (this.kind === 'wide' ? '，' + width + ' 像素宽' : '') + (k < 1 ? '，缩到 ' + Math.round(k * 100) + '%' : '');
  };

  Frame.prototype.tell = function () {
    if (Desk.state && this.frame.contentWindow) { this.frame.contentWindow.postMessage({ daoyin: Desk.state }, location.origin); }
  };

  /* Calls work for every rule, also inside others. */
  function rules(list, work) {
    Array.prototype.forEach.call(list, function (rule) {
      work(rule);
      if (rule.cssRules) { rules(rule.cssRules, work); }
    });
  }

  function sheets(doc, work) {
    Array.prototype.forEach.call(doc.styleSheets, function (sheet) {
      try { work(sheet, sheet.cssRules); } catch (e) { /* of another site: none is */ }
    });
  }

  /* What browsers do when the reader asks for text of twice the size. */
  function enlarge(doc) {
    function twice(style, name) {
      var m = /^([\d.]+)(px|pt)$/.exec(style.getPropertyValue(name));
      if (m) { style.setProperty(name, 2 * m[1] + m[2], style.getPropertyPriority(name)); }
    }
    if (doc.documentElement.getAttribute('data-dressed')) { return; }
    doc.documentElement.setAttribute('data-dressed', 'big');
    sheets(doc, function (sheet, list) {
      rules(list, function (rule) {
        if (!rule.style) { return; }
        twice(rule.style, 'font-size');
        twice(rule.style, 'line-height');
      });
    });
    doc.documentElement.style.fontSize = '200%';
  }

  /* What browsers do when they print: rules for print hold, those for screens
     do not, and backgrounds are left out unless a page insists. */
  function paper(doc) {
    function turned(text) {
      return text.replace(/\bscreen\b/g, 'tty').replace(/\bprint\b/g, 'all');
    }
    if (!doc.documentElement.getAttribute('data-dressed')) {
      doc.documentElement.setAttribute('data-dressed', 'print');
      sheets(doc, function (sheet, list) {
        if (sheet.media.mediaText) { sheet.media.mediaText = turned(sheet.media.mediaText); }
        rules(list, function (rule) {
          if (rule.media && /print|screen/.test(rule.media.mediaText)) { rule.media.mediaText = turned(rule.media.mediaText); }
        });
      });
    }
    doc.defaultView.dispatchEvent(new Event('beforeprint'));
    Array.prototype.forEach.call(doc.querySelectorAll('*'), function (e) {
      var style = doc.defaultView.getComputedStyle(e), exact = style.printColorAdjust || style.webkitPrintColorAdjust;
      if (exact !== 'exact' && (style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.backgroundImage !== 'none')) {
        e.style.setProperty('background', 'none', 'important');
      }
    });
  }

  /* Shows a page; frames that are there stay. */
  Desk.showPage = function (path) {
    var wanted = Desk.place.frame === 'both' ? ['phone', 'wide'] : [kinds[Desk.place.frame] ? Desk.place.frame : 'wide'], to = encodeURI(Desk.root() + path);
    if (key !== wanted.join() || !by('stage').querySelector('.device')) {
      Desk.clear(by('stage'));
      key = wanted.join();
      by('stage').className = 'pages ' + Desk.place.frame;
      shown = wanted.map(function (kind) { return new Frame(kind); });
      shown.forEach(function (f) { by('stage').appendChild(f.el); });
    }
    shown.forEach(function (f) {
      f.fit();
      if (f.wanted !== to) { f.open(to); }
    });
  };

  /* Takes the frames away. */
  Desk.leavePages = function () {
    shown = [];
    key = '';
  };

  /* A link in a frame was followed: the desk and the other frame go along. */
  Desk.follow = function (path, from) {
    if (Desk.chosen(path).show !== 'page') { /* a screen, a print: shown as such */
      Desk.go({ open: path });
      return;
    }
    Desk.note({ open: path });
    shown.forEach(function (f) { if (f !== from) { f.open(encodeURI(Desk.root() + path)); } });
    Desk.arrived();
  };

  Desk.tellFrames = function () { shown.forEach(function (f) { f.tell(); }); };

  window.addEventListener('resize', function () { shown.forEach(function (f) { f.fit(); }); });
})();
