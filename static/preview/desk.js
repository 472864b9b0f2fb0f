/* The desk of the preview: what is chosen is shown, and what the server says. */
(function () {
  'use strict';
  var by = Desk.by, make = Desk.make;
  var own = { problems: '问题', compare: '现在生成，会改动哪些', phone: '用手机看' }; /* views of the desk itself */
  var waiting = [], asked = 0, version = 0, later = null, before = null;

  /* What is chosen: a page, a screen, a print, or a view of the desk itself. */
  Desk.chosen = function (other) {
    var path = other || Desk.place.open, i, data = Desk.data;
    if (own.hasOwnProperty(path)) { return { show: path, path: path, title: own[path], file: '' }; }
    for (i = 0; i < data.screens.length; i++) {
      if (data.screens[i].path === path) { return { show: 'screen', path: path, title: data.screens[i].title, file: data.screens[i].file, screen: data.screens[i] }; }
    }
    for (i = 0; i < data.prints.length; i++) {
      if (data.prints[i].path === path) { return { show: 'print', path: path, title: data.prints[i].guide + '：' + data.prints[i].what, file: data.prints[i].file, print: data.prints[i] }; }
    }
    for (i = 0; i < data.pages.length; i++) {
      if (data.pages[i].path === path) { return { show: 'page', path: path, title: data.pages[i].title, file: data.pages[i].file }; }
    }
    return { show: 'page', path: path, title: data.pages.length ? '这一天没有这一页' : '改好以后，这里就有页面', file: '' };
  };

  /* A print: the sheet as a whole, as a PDF where the browser shows one. */
  function showPrint(print) {
    var stage = by('stage'), isPDF = /\.pdf$/.test(print.path), picture = isPDF ? print.picture : print.path, e;
    Desk.clear(stage);
    stage.className = 'sheet';
    if (isPDF && navigator.pdfViewerEnabled !== false) {
      e = stage.appendChild(make('iframe'));
      e.src = Desk.root() + print.path + '?' + version + '#view=Fit&navpanes=0';
      e.title = print.what;
    } else if (picture) {
      e = stage.appendChild(make('img'));
      e.src = Desk.root() + picture + '?' + version;
      e.alt = print.guide + '：' + print.what;
      if (isPDF) { stage.appendChild(make('p', '这个浏览器不能直接看 PDF，先看图片；印刷用的文件请点“下载”。')); }
    } else {
      stage.appendChild(make('p', '这个浏览器不能直接看 PDF。请点“下载”，用别的程序打开。'));
    }
  }

  function showCompared() {
    var into = by('stage');
    Desk.clear(into);
    into.className = 'text';
    into.appendChild(make('p', '正在和已经生成的比较……'));
    Desk.get('/_preview/compare.json', function (c) {
      if (Desk.place.open !== 'compare') { return; }
      Desk.clear(into);
      if (!c) {
        into.appendChild(make('p', '有错误，现在生成不了。改好错误再来比较。'));
        return;
      }
      if (c.none) { into.appendChild(make('p', '还没有生成过，全部 ' + c['new'].length + ' 个文件都是新的。')); return; }
      if (!c['new'].length && !c.changed.length && !c.gone.length) { into.appendChild(make('p', '和已经生成的一样，什么都不会变。一共 ' + c.same + ' 个文件。')); return; }
      into.appendChild(make('p', '新的 ' + c['new'].length + ' 个，改了的 ' + c.changed.length + ' 个，去掉的 ' + c.gone.length + ' 个，没有变的 ' + c.same + ' 个。只是比一比，没有写任何文件。'));
      [['改了的', c.changed], ['新的', c['new']], ['去掉的', c.gone]].forEach(function (part) {
        var ul = make('ul');
        if (!part[1].length) { return; }
        into.appendChild(make('h3', part[0]));
        part[1].forEach(function (name) {
          var li = ul.appendChild(make('li')), a;
          if (part[0] === '去掉的' || !/\.html$/.test(name)) { li.textContent = name; return; }
          a = li.appendChild(make('a', name));
          a.href = Desk.address({ open: name });
        });
        into.appendChild(ul);
      });
    });
  }

  /* How a telephone gets in. */
  function showPhone() {
    var into = by('stage'), code = make('img');
    Desk.clear(into);
    into.className = 'text';
    if (!Desk.data.phone) {
      into.appendChild(make('p', '要用手机看，请这样打开预览：daoyin preview -lan'));
      return;
    }
    into.appendChild(make('p', '手机和这台电脑连同一个无线网，扫码就能看。网址里有密码，不要发给别人；预览一关，密码就没用了。'));
    code.src = '/_preview/phone.svg';
    code.alt = '二维码';
    code.width = code.height = 400;
    into.appendChild(code);
    into.appendChild(make('p', Desk.data.phone, 'where'));
  }

  function showProblems() {
    var into = by('stage'), all = Desk.state ? Desk.state.problems : [];
    Desk.clear(into);
    into.className = 'text';
    if (Desk.state && Desk.state.failure) { into.appendChild(make('pre', Desk.state.failure)); }
    if (!all.length) { into.appendChild(make('p', Desk.state && Desk.state.checked ? '没有错误，也没有提醒。' : '正在检查……')); }
    all.forEach(function (p) { into.appendChild(daoyinProblem.show(p)); });
    if (Desk.state && Desk.state.more) { into.appendChild(make('p', '还有 ' + Desk.state.more + ' 个，改好这些就会看到。')); }
  }

  /* Says what is shown, around it. */
  Desk.arrived = function () {
    var c = Desk.chosen(), isFile = !own.hasOwnProperty(c.show), all = by('frames').children, i;
    document.title = c.title + ' - 工作台';
    by('title').textContent = c.title;
    by('file').textContent = c.file || (isFile ? c.path : '');
    by('frames').hidden = c.show !== 'page';
    for (i = 0; i < all.length; i++) { all[i].setAttribute('aria-pressed', all[i].getAttribute('data-frame') === Desk.place.frame ? 'true' : 'false'); }
    by('alone').hidden = !isFile;
    by('alone').href = c.screen ? '/_preview/play/' + (Desk.place.day || 'now') + '/' + c.screen.name + '/' : encodeURI(Desk.root() + c.path);
    by('download').hidden = c.show !== 'print';
    by('download').href = encodeURI(Desk.root() + c.path);
    by('edit').hidden = !(c.file && daoyinProblem.local);
    by('phone').hidden = !Desk.data.phone;
    ['compare', 'phone'].forEach(function (name) {
      by(name).href = Desk.address({ open: name });
      if (c.show === name) { by(name).setAttribute('aria-current', 'page'); } else { by(name).removeAttribute('aria-current'); }
    });
    by('state').href = Desk.address({ open: 'problems' });
    Desk.reveal();
    problems();
  };

  function show() {
    var c = Desk.chosen();
    if (c.show !== 'page') { Desk.leavePages(); }
    if (c.show !== 'screen') { Desk.leaveScreen(); }
    Desk.arrived();
    switch (c.show) {
    case 'page': Desk.showPage(c.path); break;
    case 'screen': Desk.showScreen(c.screen); break;
    case 'print': showPrint(c.print); break;
    case 'compare': showCompared(); break;
    case 'phone': showPhone(); break;
    default: showProblems();
    }
  }

  /* Errors of all files, and what there is to say of the page that is shown. */
  function problems() {
    var into = by('problems'), c = Desk.chosen(), all;
    all = Desk.state ? Desk.state.problems.filter(function (p) { return p.error || c.file && p.file === c.file; }) : [];
    into.hidden = !all.length || c.show === 'problems';
    Desk.clear(into);
    all.forEach(function (p) { into.appendChild(daoyinProblem.show(p)); });
  }

  function told() {
    var s = Desk.state, errors = s.problems.filter(function (p) { return p.error; }).length, rest = s.problems.length + s.more - errors;
    var text = errors ? errors + ' 处错误' + (s.current || Desk.data && !Desk.data.pages.length ? '' : '，显示的是改错以前的样子') : s.checked ? '没有错误' : '正在检查';
    if (s.failure) { text = '程序出了故障'; }
    by('statetext').textContent = text + (rest ? '，' + rest + ' 个提醒' : '');
    by('state').className = errors || s.failure ? 'bad' : rest ? 'mild' : s.checked ? 'good' : '';
    by('hint').textContent = s.slow ? s.status : '写好、保存，这里就会变。';
    if (!Desk.data) { return; }
    problems();
    if (Desk.place.open === 'problems') { showProblems(); }
  }

  /* Asks what there is. The answer is nothing if there is nothing new. Only the
     last answer counts, for all who asked. */
  function refresh(done) {
    waiting.push(done);
    var mine = ++asked, have = Desk.data && Desk.data.at === Desk.place.day ? Desk.data.sum : '';
    Desk.get('/_preview/desk.json?at=' + Desk.place.day + '&have=' + have, function (d, status) {
      if (mine !== asked) { return; }
      if (d) {
        Desk.data = d;
        if (Desk.state) { told(); }
        by('name').textContent = d.name ? d.name + ' 工作台' : '工作台';
      }
      if (Desk.data && (d || status === 204)) {
        waiting.splice(0).forEach(function (done) { done(!!d); });
      }
    });
  }

  /* Whether the print that is shown may have changed: it is made of its page and
     of what is not a page. */
  function drawnAnew() {
    var c = Desk.chosen();
    return c.show === 'print' && Desk.state.changed.some(function (f) { return f.file === c.file || !/^content\/(guides|faq|notices)\//.test(f.file); });
  }

  function arrive() {
    var old = before, now;
    now = before = Desk.place = Desk.read();
    if (old ? old.open !== now.open : /open=/.test(location.hash)) {
      window.scrollTo(0, 0);
      document.body.className = document.body.className.replace(' reading', '') + ' reading';
    }
    if (Desk.data && Desk.data.at === now.day) {
      Desk.showDay();
      show();
      return;
    }
    Desk.showDay();
    refresh(function () {
      Desk.showDay();
      show();
    });
  }

  by('edit').onclick = function () { daoyinProblem.open(Desk.chosen().file); };
  by('back').onclick = function () {
    document.body.className = document.body.className.replace(' reading', '');
    by('search').focus();
  };
  by('frames').onclick = function (e) {
    var kind = e.target.getAttribute('data-frame');
    if (kind) { Desk.go({ frame: kind }); }
  };
  /* A second choice of the same is still a choice. */
  by('list').addEventListener('click', function (e) {
    if (e.target.nodeName !== 'BUTTON') { document.body.className = document.body.className.replace(' reading', '') + (e.target.closest && e.target.closest('a') ? ' reading' : ''); }
  });
  window.addEventListener('hashchange', arrive);
  arrive();

  var source = new EventSource('/_preview/events');
  source.onmessage = function (e) {
    Desk.state = JSON.parse(e.data);
    told();
    Desk.tellFrames();
    if (Desk.state.version === version) {
      Desk.list();
      return;
    }
    version = Desk.state.version;
    clearTimeout(later); /* saves come in bursts; the page itself does not wait for the list */
    later = setTimeout(function () {
      refresh(function (changed) {
        if (changed) {
          Desk.showDay();
          Desk.arrived();
        } else { Desk.list(); }
        if (!by('stage').firstChild || drawnAnew()) { show(); }
        Desk.refreshScreen();
      });
    }, 300);
  };
  source.onerror = function () { by('statetext').textContent = '预览已经关闭，或者正在重新打开'; };
})();
