/* The script of the preview, in every page that is served and in no page that
   is built: shows a change in place, and problems over the page. */
(function () {
  'use strict';
  if (!window.EventSource) { return; }
  var element = daoyinProblem.element;
  var framed = window.top !== window;
  var screen = /\/screens\//.test(location.pathname);
  var trouble = document.body.className === 'trouble';
  var seen = Number(document.getElementById('daoyin-live').getAttribute('data-version')); /* what this page was made of */
  var asked = 0;        /* counts loads; an older answer is dropped */
  var hidden = trouble; /* the reader folded the problems up, until they are mended; a page of problems has them itself */
  var box = null, bar, told, body, last = '', source = null;

  /* What decides about styles and scripts; if it differs, the page is loaded. */
  function dress(doc) {
    var all = doc.querySelectorAll('meta[http-equiv],link[rel=stylesheet]'), text = '', i;
    for (i = 0; i < all.length; i++) { text += all[i].getAttribute('content') + all[i].getAttribute('href') + '\n'; }
    return text;
  }

  function attributes(old, now) {
    var i, name;
    for (i = old.attributes.length - 1; i >= 0; i--) {
      name = old.attributes[i].name;
      if (!now.hasAttribute(name) && name !== 'open') { old.removeAttribute(name); }
    }
    for (i = 0; i < now.attributes.length; i++) {
      name = now.attributes[i].name;
      if (old.getAttribute(name) !== now.attributes[i].value) { old.setAttribute(name, now.attributes[i].value); }
    }
  }

  /* Makes old like now, keeping what is alike: so places, focus and what the
     reader has opened stay. */
  function morph(old, now) {
    var a = old.firstChild, b = now.firstChild, next, same;
    while (b) {
      next = b.nextSibling;
      /* Where something was put in or taken out, look for it a little further. */
      same = a;
      while (same && !alike(same, b)) { same = same.nextSibling; }
      if (same) {
        while (a !== same) { a = remove(old, a); }
        if (a.nodeType === 1) {
          if (!a.isEqualNode(b)) { attributes(a, b); morph(a, b); }
        } else if (a.nodeValue !== b.nodeValue) { a.nodeValue = b.nodeValue; }
        a = a.nextSibling;
      } else {
        old.insertBefore(document.importNode(b, true), a);
      }
      b = next;
    }
    while (a) { a = remove(old, a); }
  }

  function alike(a, b) {
    return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.nodeType !== 1 || (a.id || '') === (b.id || ''));
  }

  function remove(parent, child) {
    var next = child.nextSibling;
    parent.removeChild(child);
    return next;
  }

  function load(version) {
    var mine = ++asked, request = new XMLHttpRequest();
    request.open('GET', location.pathname + location.search);
    request.onload = function () {
      if (mine !== asked) { return; }
      var now = new DOMParser().parseFromString(request.responseText, 'text/html');
      if (screen || trouble || now.body.className === 'trouble' || dress(now) !== dress(document)) {
        location.reload();
        return;
      }
      document.title = now.title;
      attributes(document.body, now.body);
      morph(document.body, now.body);
      seen = version;
      document.documentElement.setAttribute('data-preview', version);
    };
    request.send();
  }

  function summary(n) {
    if (n.failure) { return '程序出了故障'; }
    var errors = 0, i;
    for (i = 0; i < n.problems.length; i++) { if (n.problems[i].error) { errors++; } }
    if (errors) { return errors + ' 处错误' + (n.current || trouble ? '' : '，显示的是改错以前的样子'); }
    var text = n.checked ? '已是最新' : '已是最新，正在检查';
    if (n.problems.length) { text += '，' + (n.problems.length + n.more) + ' 个提醒'; }
    return text;
  }

  /* The site, or the day of it, that this page is of. */
  function home() {
    var day = location.pathname.match(/^\/_preview\/at\/([^\/]+)\//);
    return { root: day ? day[0] : '/', day: day ? day[1] : '' };
  }

  function jump(n) {
    var c = n.changed[0], to;
    if (!c || !c.path) { return null; }
    to = home().root + c.path;
    return decodeURI(location.pathname) === to ? null : link('看改过的“' + c.title + '”', encodeURI(to));
  }

  function link(text, to) {
    var a = element('a', text, 'all:revert;display:inline-block;font-size:15px;line-height:1.3;padding:' + (daoyinProblem.coarse ? 12 : 7) + 'px 4px;color:#FFF;text-decoration:underline;text-underline-offset:3px');
    a.href = to;
    return a;
  }

  function deskLink() {
    var at = home(), path = decodeURI(location.pathname).slice(at.root.length) || 'index.html';
    return link('工作台', '/_preview/#open=' + encodeURIComponent(path) + (at.day ? '&day=' + at.day : ''));
  }

  /* Whether the reader made the bar small: kept while this tab is open. */
  function small(set) {
    try {
      if (set !== undefined) { sessionStorage.setItem('daoyin-preview', set ? 'small' : ''); }
      return sessionStorage.getItem('daoyin-preview') === 'small';
    } catch (e) {
      return false;
    }
  }

  function build() {
    box = element('div', '', '');
    box.id = 'daoyin-preview';
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', '预览');
    box.setAttribute('lang', 'zh-CN');
    bar = element('div', '', '');
    told = element('span', '', 'margin-right:auto');
    told.setAttribute('role', 'status');
    bar.appendChild(told);
    body = element('div', '', 'padding:12px;overflow:auto');
    box.appendChild(bar);
    box.appendChild(body);
    document.documentElement.appendChild(box);
  }

  /* The bar, as wide as what it says; a small button; or, with problems, a
     panel that leaves the upper part of the page free. */
  function layout(bad, open, tiny) {
    box.style.cssText = 'position:fixed;z-index:2147483647;right:8px;bottom:8px;left:' + (open ? '8px' : 'auto') + ';box-sizing:border-box;' +
      'max-width:' + (open ? '860px' : 'calc(100% - 16px)') + ';max-height:60vh;display:flex;flex-direction:column;margin-left:auto;background:#FFF;color:#14212E;' +
      'border-radius:6px;overflow:hidden;box-shadow:0 0 0 1px rgba(20,33,46,.5),0 4px 20px rgba(20,33,46,.35);letter-spacing:0;' +
      'font:16px/1.6 -apple-system,"Microsoft YaHei","PingFang SC","Noto Sans SC","Noto Sans CJK SC",sans-serif;text-align:left';
    bar.style.cssText = 'display:flex;flex:none;flex-wrap:wrap;align-items:center;padding:' + (tiny ? '4px' : '4px 4px 4px 12px') + ';color:#FFF;background:' + (bad ? '#B3261E' : '#14304F');
    body.style.display = open || body.firstChild ? '' : 'none';
  }

  function tool(text, label, work) {
    var b = daoyinProblem.button(text, work);
    b.style.margin = '2px 0 2px 8px';
    if (label) {
      b.setAttribute('aria-label', label);
      b.title = label;
    }
    bar.appendChild(b);
    return b;
  }

  /* The page of problems shows them as the panel does, with what opens the file. */
  function instead(problems) {
    var list = document.querySelector('main ol'), into, i;
    if (!list) { return; }
    into = element('div', '', 'margin-top:16px');
    for (i = 0; i < problems.length; i++) { into.appendChild(daoyinProblem.show(problems[i])); }
    list.parentNode.replaceChild(into, list);
  }

  function show(n) {
    var now = JSON.stringify(n), bad = n.failure !== '' || (n.problems.length > 0 && n.problems[0].error), open, tiny, to, i, b;
    if (framed) { return; }
    if (!bad) { hidden = false; }
    open = bad && !hidden;
    tiny = !open && small();
    now += ' ' + open + ' ' + tiny;
    if (box && now === last) { return; }
    last = now;
    if (!box) { build(); }
    var focused = box.contains(document.activeElement) && document.activeElement.getAttribute('data-tool');
    while (bar.lastChild !== told) { bar.removeChild(bar.lastChild); }
    while (body.firstChild) { body.removeChild(body.firstChild); }
    told.textContent = tiny ? '' : summary(n);
    if (tiny) {
      b = tool(bad ? '错' : n.checked && !n.problems.length ? '✓' : '…', '预览：' + summary(n), function () { small(false); show(n); });
      b.style.margin = '0';
    } else {
      to = jump(n);
      if (to) {
        to.style.marginLeft = '12px';
        bar.appendChild(to);
      }
      to = deskLink();
      to.style.marginLeft = '12px';
      bar.appendChild(to);
      if (bad) { b = tool(open ? '收起' : '看错误', '', function () { hidden = !hidden; show(n); }); }
      if (!open) { b = tool('—', '缩到最小', function () { small(true); show(n); }); }
    }
    b.setAttribute('data-tool', 'fold');
    if (n.slow && !tiny) { body.appendChild(element('div', n.status, 'font-size:14px;margin-bottom:8px')); }
    if (open) {
      if (n.failure) { body.appendChild(element('pre', n.failure, 'white-space:pre-wrap;overflow-wrap:anywhere')); }
      for (i = 0; i < n.problems.length; i++) { body.appendChild(daoyinProblem.show(n.problems[i])); }
      if (n.more) { body.appendChild(element('div', '还有 ' + n.more + ' 个，改好这些就会看到。')); }
    }
    layout(bad, open, tiny);
    if (trouble && bad && !n.failure) { instead(n.problems); }
    if (focused) { b.focus(); }
  }

  function hear(n) {
    show(n);
    if (n.version !== seen && (n.current || trouble)) { load(n.version); }
  }

  /* A browser keeps few connections to one machine: a tab that nobody sees and
     a frame of the desk, which tells its frames itself, have none. */
  function connect() {
    if (source) { return; }
    source = new EventSource('/_preview/events');
    source.onmessage = function (e) { hear(JSON.parse(e.data)); };
    source.onerror = function () { if (told && !small()) { told.textContent = '预览已经关闭，或者正在重新打开'; last = ''; } };
  }

  function leave() {
    if (source) { source.close(); }
    source = null;
  }

  function paper(display) {
    return function () { if (box) { box.style.display = display; } };
  }

  window.addEventListener('message', function (e) {
    if (framed && e.source === window.parent && e.origin === location.origin && e.data && e.data.daoyin) { hear(e.data.daoyin); }
  });
  if (framed) { return; }
  window.addEventListener('beforeprint', paper('none'));
  window.addEventListener('afterprint', paper('flex'));
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', function () { if (!document.hidden) { connect(); } });
  document.addEventListener('visibilitychange', function () { (document.hidden ? leave : connect)(); });
  if (!document.hidden) { connect(); }
})();
