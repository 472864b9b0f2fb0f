/* The desk of the preview: everything that is made, in frames. */
(function () {
  'use strict';
  var sections = [['home', '首页'], ['guide', '指南'], ['faq', '问答'], ['notice', '公告'], ['law', '法规'], ['page', '其他页面'],
    ['guides faqs faq-all notices laws tag tags contact sitemap notfound', '目录和栏目'], ['question destination chart', '一问一答']];
  var state = null, desk = null, chosen = null, frameKind = 'wide', version = 0, asked = 0;

  function by(id) { return document.getElementById(id); }

  function element(name, text, kind) {
    var e = document.createElement(name);
    if (text) { e.appendChild(document.createTextNode(text)); }
    if (kind) { e.className = kind; }
    return e;
  }

  function clear(e) { while (e.firstChild) { e.removeChild(e.firstChild); } }

  function get(path, work) {
    var request = new XMLHttpRequest();
    request.open('GET', path);
    request.onload = function () { work(request.status === 200 ? JSON.parse(request.responseText) : null); };
    request.send();
  }

  function day() { return by('date').value; }

  /* Where the chosen day's files are. */
  function root() { return desk && day() && day() !== desk.today ? '/_preview/at/' + day() + '/' : '/'; }

  function problemsOf(file) {
    var all = [], i;
    for (i = 0; state && i < state.problems.length; i++) { if (state.problems[i].file === file) { all.push(state.problems[i]); } }
    return all;
  }

  function count(file) {
    var all = problemsOf(file), bad = false, i;
    if (!file || !all.length) { return null; }
    for (i = 0; i < all.length; i++) { bad = bad || all[i].error; }
    var mark = element('span', String(all.length), bad ? 'count' : 'count mild');
    mark.title = all.length + ' 个问题';
    return mark;
  }

  function entry(one, show) {
    var item = element('li'), b = element('button', one.title || one.path);
    var mark = count(one.file);
    if (show === 'print') { b.appendChild(element('span', one.path.replace(/^posters\//, ''), 'where file')); }
    b.type = 'button';
    b.title = one.path;
    if (mark) { b.insertBefore(mark, b.firstChild); }
    if (chosen && chosen.path === one.path) { b.setAttribute('aria-current', 'true'); }
    b.onclick = function () { choose(one, show); };
    item.appendChild(b);
    return item;
  }

  function group(title, all, show) {
    if (!all.length) { return; }
    var list = element('ul'), most = 200, i;
    by('list').appendChild(element('h2', title + '（' + all.length + '）'));
    for (i = 0; i < all.length && i < most; i++) { list.appendChild(entry(all[i], show)); }
    by('list').appendChild(list);
    if (all.length > most) { by('list').appendChild(element('p', '还有 ' + (all.length - most) + ' 个，请用上面的“找标题”。')); }
  }

  function wanted(one) {
    var words = by('search').value.trim().toLowerCase();
    return !words || ((one.title || '') + ' ' + one.path).toLowerCase().indexOf(words) >= 0;
  }

  function list() {
    var i, kinds, place = document.querySelector('nav').scrollTop;
    clear(by('list'));
    for (i = 0; i < sections.length; i++) {
      kinds = ' ' + sections[i][0] + ' ';
      group(sections[i][1], desk.pages.filter(function (p) { return kinds.indexOf(' ' + p.kind + ' ') >= 0 && wanted(p); }), 'page');
    }
    group('大屏', desk.screens.filter(wanted), 'screen');
    group('海报和折页', desk.prints.filter(wanted), 'print');
    document.querySelector('nav').scrollTop = place;
  }

  function choose(one, show) {
    chosen = { path: one.path, file: one.file, show: show, title: one.title, width: one.width, height: one.height, player: one.player };
    load();
    list();
    problems();
  }

  function load() {
    var frame = by('frame'), to = root() + (chosen ? chosen.path : 'index.html');
    by('alone').href = to;
    by('play').hidden = !(chosen && chosen.player);
    if (chosen && chosen.player) { by('play').href = root() + chosen.player; }
    by('edit').hidden = !(chosen && chosen.file);
    by('frames').hidden = !!(chosen && chosen.show !== 'page');
    frame.className = chosen && chosen.show !== 'page' ? 'wide' : frameKind;
    frame.src = to;
  }

  /* Paper and large type are shown by changing the page in the frame. */
  function dress() {
    var doc = by('frame').contentDocument, all, i;
    if (!doc || (chosen && chosen.show !== 'page')) { return; }
    doc.documentElement.style.fontSize = frameKind === 'big' ? '200%' : '';
    all = doc.querySelectorAll('link[rel=stylesheet]');
    for (i = 0; i < all.length; i++) {
      if (!all[i].getAttribute('data-paper') && all[i].media === 'print') { all[i].setAttribute('data-paper', 'yes'); }
      if (all[i].getAttribute('data-paper')) { all[i].media = frameKind === 'print' ? 'all' : 'print'; }
    }
  }

  function open(file) {
    var request = new XMLHttpRequest();
    request.open('POST', '/_preview/open?file=' + encodeURIComponent(file));
    request.setRequestHeader('X-Daoyin', 'preview');
    request.onload = function () { if (request.status >= 300) { window.alert(request.responseText); } };
    request.send();
  }

  function caret(p) {
    var before = p.excerpt.slice(0, Math.max(0, p.column - 1)), blanks = '', i;
    for (i = 0; i < before.length; i++) { blanks += before.charCodeAt(i) > 0x2000 ? '\u3000' : ' '; }
    return p.column ? '\n' + blanks + '^' : '';
  }

  /* Errors of all files, and what there is to say of the page that is shown. */
  function problems() {
    var into = by('problems');
    clear(into);
    state.problems.forEach(function (p) {
      if (!p.error && !(chosen && chosen.file === p.file)) { return; }
      var box = element('div', '', p.error ? 'problem error' : 'problem'), b = element('button', '打开这个文件');
      box.appendChild(element('p', p.file + (p.line ? '，第 ' + p.line + ' 行' : ''), 'where'));
      box.appendChild(element('strong', p.message));
      if (p.excerpt) { box.appendChild(element('pre', p.excerpt + caret(p))); }
      if (p.hint) { box.appendChild(element('p', '怎么改：' + p.hint)); }
      b.type = 'button';
      b.onclick = function () { open(p.file); };
      box.appendChild(b);
      into.appendChild(box);
    });
  }

  function told() {
    var errors = state.problems.filter(function (p) { return p.error; }).length, rest = state.problems.length + state.more - errors;
    var text = errors ? errors + ' 处错误' + (state.current ? '' : '，显示的是改错以前的样子') : state.checked ? '没有错误' : '正在检查';
    if (state.failure) { text = '程序出了故障：' + state.failure.split('\n')[0]; }
    by('state').textContent = text + (rest ? '，' + rest + ' 个提醒' : '') + (state.slow ? '。' + state.status : '');
    by('state').className = errors || state.failure ? 'bad' : '';
    problems();
  }

  function refresh() {
    var mine = ++asked;
    get('/_preview/desk.json' + (root() === '/' ? '' : '?at=' + day()), function (d) {
      if (!d || mine !== asked) { return; }
      var first = !desk;
      desk = d;
      if (first) { by('date').value = d.today; by('date').min = d.today; }
      by('name').textContent = d.name || '工作台';
      by('next').hidden = !d.next;
      by('next').textContent = '下一次变化：' + d.nextAt;
      list();
      if (first) { load(); }
    });
  }

  function goTo(date) {
    by('date').value = date;
    by('slider').value = Math.round((Date.parse(date) - Date.parse(desk.today)) / 86400000);
    refresh();
    load();
  }

  by('date').onchange = function () { if (day()) { goTo(day()); } };
  by('slider').oninput = function () {
    by('date').value = new Date(Date.parse(desk.today) + by('slider').value * 86400000).toISOString().slice(0, 10);
  };
  by('slider').onchange = function () { goTo(day()); };
  by('today').onclick = function () { goTo(desk.today); };
  by('next').onclick = function () { goTo(desk.next); };
  by('search').oninput = list;
  by('frame').onload = dress;
  by('edit').onclick = function () { open(chosen.file); };
  by('frames').onclick = function (e) {
    var kind = e.target.getAttribute('data-frame'), all = by('frames').children, i;
    if (!kind) { return; }
    frameKind = kind;
    for (i = 0; i < all.length; i++) { all[i].setAttribute('aria-pressed', all[i] === e.target ? 'true' : 'false'); }
    by('frame').className = kind;
    dress();
  };
  by('compare').onclick = function () {
    var into = by('compared');
    into.hidden = false;
    into.textContent = '正在比较……';
    get('/_preview/compare.json', function (c) {
      clear(into);
      if (!c) { into.textContent = '有错误，现在生成不了。'; return; }
      if (c.none) { into.appendChild(element('p', '还没有生成过，全部都是新的。')); }
      into.appendChild(element('p', '新的 ' + c['new'].length + ' 个，改了的 ' + c.changed.length + ' 个，去掉的 ' + c.gone.length + ' 个，没有变的 ' + c.same + ' 个。'));
      if (!c.none) { into.appendChild(element('pre', c['new'].map(function (n) { return '＋ ' + n; }).concat(c.changed.map(function (n) { return '改 ' + n; }), c.gone.map(function (n) { return '－ ' + n; })).join('\n'))); }
    });
  };

  var source = new EventSource('/_preview/events');
  source.onmessage = function (e) {
    state = JSON.parse(e.data);
    told();
    if (state.version !== version) {
      version = state.version;
      refresh();
    } else if (desk) { list(); }
  };
  source.onerror = function () { by('state').textContent = '预览已经关闭，或者正在重新打开'; };
})();
