// What JupyterLab leaves unsaid of panels to those who use a screen reader, and panels saved with
// their notebook.
//
// Core widgets cannot hold a live region: each redraw replaces the reading's element, and a
// screen reader hears changes only inside an element that stays. So JupyterLab keeps one region
// for the whole page. Here also: the names and values of controls, which ipywidgets leaves out
// (its issue 2650), and the words of still pictures, which JupyterLab leaves in the notebook
// (Jupyter's enhancement proposals, issue 120). Where this file is not loaded, panels work as
// they do with it, in silence.
//
// A notebook keeps its widgets only where a setting of ipywidgets, off as it comes, says so, and then
// every notebook does. Without them a panel is "model not found" when its notebook is opened the next
// day. So a notebook that shows a panel, and no other, is saved here as with that setting. A panel that
// asks is saved as it opened: the next reader would see the guess, and the answer.
//
// This is a prebuilt extension, written by hand: JupyterLab loads the file and asks it for a
// plugin, so there is nothing to build.

(() => {
  const QUIET = 400; // Milliseconds without a move, after which the reading is spoken.
  const VIEW = 'application/vnd.jupyter.widget-view+json', STATE = 'application/vnd.jupyter.widget-state+json';
  let labels = 0;

  const reading = panel => panel.querySelector('.lossviz-reading')?.textContent ?? '';

  function set(element, attribute, value) {
    if (element && element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
  }

  /** Have `element` called by the label that `widget` shows. */
  function name(element, widget) {
    const label = widget.querySelector('.widget-label');
    if (!label?.textContent) return;
    label.id ||= `lossviz-label-${++labels}`;
    set(element, 'aria-labelledby', label.id);
  }

  /** Bring what a panel's controls tell a screen reader up to what they show. */
  function mend(panel) {
    for (const slider of panel.querySelectorAll('.widget-slider')) {
      const handle = slider.querySelector('.noUi-handle'), readout = slider.querySelector('.widget-readout');
      name(handle, slider);
      name(readout, slider);
      set(readout, 'role', 'textbox');
      // noUiSlider tells the place on its track: of a log slider, the exponent.
      set(handle, 'aria-valuetext', readout.textContent);
      set(handle, 'aria-disabled', String(!readout.isContentEditable));
    }
    // JupyterLab would take their arrow keys and go to the next cell.
    for (const list of panel.querySelectorAll('select, [type=radio]')) set(list, 'data-lm-suppress-shortcuts', 'true');
    for (const group of panel.querySelectorAll('.widget-toggle-buttons')) {
      set(group, 'role', 'group');
      name(group, group);
      for (const button of group.querySelectorAll('button')) {
        set(button, 'aria-pressed', String(button.classList.contains('mod-active')));
      }
    }
    for (const box of panel.querySelectorAll('.lossviz-asks')) {
      const question = box.querySelector('.lossviz-question'), radios = box.querySelector('.widget-radio');
      if (!question) continue; // It is drawn next.
      if (!question.id) {
        question.id = `lossviz-label-${++labels}`;
        box.dispatchEvent(new Event('lossviz-asks', { bubbles: true }));
      }
      for (const [group, role] of [[box, 'group'], [radios, 'radiogroup']]) {
        set(group, 'role', role);
        set(group, 'aria-labelledby', question.id);
      }
      for (const radio of box.querySelectorAll('[type=radio]')) set(radio, 'name', question.id); // One group.
      set(box.querySelector('.lossviz-answer'), 'role', 'status');
      // They stay, so that the focus does, and do nothing more.
      for (const part of box.querySelectorAll('button.lossviz-once, .lossviz-once input')) {
        set(part, 'aria-disabled', String(box.classList.contains('lossviz-answered')));
      }
    }
  }

  /** Every panel's output in the open notebooks: its notebook, its widget, its model. */
  function* outputs(app) {
    for (const { content } of app.shell.widgets('main')) {
      for (const { outputArea } of content?.widgets ?? []) {
        for (const [i, output] of (outputArea?.widgets ?? []).entries()) {
          const model = outputArea.model.get(i);
          if (model?.metadata.lossviz === true) yield { content, output, model };
        }
      }
    }
  }

  /** Give every panel's still in an open notebook's outputs the alternative text of its metadata. */
  function describe(app) {
    for (const { output, model } of outputs(app)) {
      const image = output.node.querySelector('.jp-RenderedImage img');
      const words = model.metadata['image/png'];
      if (image && words?.alt) image.alt = words.alt;
    }
  }

  const asked = new WeakSet(); // Outputs that were rendered anew: once each, or a view that fails would go on.
  const heard = new WeakSet(); // Managers that tell when they have brought models back.

  /**
   * Show the panels that ipywidgets gave up on too soon. It looks for a saved model for two seconds and then
   * says "model not found", also where a slow page was busy for these seconds with bringing the models back.
   */
  async function showAgain(app) {
    for (const { content, output, model } of [...outputs(app)]) {
      const id = model.data[VIEW]?.model_id, renderer = output.widgets?.find(({ renderModel }) => renderModel);
      if (!id || !renderer || !gaveUp(renderer.node)) continue;
      const manager = await managerOf(content);
      if (manager?.has_model(id) && !asked.has(output)) {
        asked.add(output);
        renderer.renderModel(model);
      } else if (manager && !heard.has(manager)) {
        heard.add(manager);
        manager.restored.connect(() => showAgain(app));
      }
    }
  }

  /** Whether an output of the notebook is a panel, on the page or scrolled out of it, or holds one. */
  function showsPanel({ node, model }) {
    const marked = ({ outputs }) => outputs && Array.from(outputs, (_, i) => outputs.get(i)).some(o => o.metadata.lossviz);
    return node.querySelector('.lossviz') !== null || [...(model?.cells ?? [])].some(marked);
  }

  /**
   * The manager of a notebook's widgets, or null. ipywidgets gives no public way to it: its renderer of
   * views holds a promise of it in `_manager`. If it no longer does, nothing is saved, as without this file.
   */
  async function managerOf({ rendermime }) {
    try {
      const renderer = rendermime.createRenderer(VIEW);
      const manager = await renderer._manager.promise;
      renderer.dispose();
      return manager.get_state_sync ? manager : null;
    } catch {
      return null;
    }
  }

  /** The ids of all models of panels that ask; of those alone, if you like, that no guess was committed to. */
  function asking(state, open = false) {
    const parts = id => [id, ...(JSON.stringify(state[id])?.match(/(?<=IPY_MODEL_)\w+/g) ?? []).flatMap(parts)];
    const marked = name => id => state[id]?.state._dom_classes?.includes(name);
    return Object.keys(state).filter(marked('lossviz')).map(parts)
      .filter(ids => ids.some(marked('lossviz-answer')) && !(open && ids.some(marked('lossviz-answered')))).flat();
  }

  /** Have a notebook's panels saved with it: what is saved must be there at once, so the manager is sought before. */
  function keepPanels({ content }, { model, saveState, sessionContext }) {
    const opened = {}; // The models of panels that ask, as they were when first seen.
    let manager; // Undefined until it was found, null where there is none.
    sessionContext.kernelChanged.connect(() => (manager = undefined));
    content.node.addEventListener('lossviz-asks', async () => {
      manager ??= await managerOf(content);
      const { state } = manager?.get_state_sync({ drop_defaults: true }) ?? { state: {} };
      for (const id of asking(state, true)) opened[id] ??= state[id];
    });
    sessionContext.statusChanged.connect(async (_, status) => {
      if (status === 'idle' && manager === undefined) manager = await managerOf(content);
    });
    saveState.connect((_, step) => {
      if (step !== 'started' || !manager || !showsPanel(content)) return;
      const saved = manager.get_state_sync({ drop_defaults: true });
      const before = model.getMetadata('widgets')?.[STATE]?.state ?? {};
      for (const id of asking(saved.state)) saved.state[id] = opened[id] ?? before[id] ?? saved.state[id];
      // Where no kernel answers for the panels any more, what was saved of them before stays.
      const live = Object.values(saved.state).some(({ state }) => state._dom_classes?.includes('lossviz'));
      if (live) model.setMetadata('widgets', { [STATE]: saved });
    });
  }

  const gaveUp = ({ classList, children }) => classList?.contains('jupyter-widgets') && !children.length;
  const showsPicture = node => node.nodeName === 'IMG' || node.querySelector?.('.jp-RenderedImage img');

  function activate(app) {
    app.docRegistry.addWidgetExtension('Notebook', { createNew: keepPanels });

    const region = document.createElement('div');
    region.id = 'lossviz-live';
    region.setAttribute('role', 'status');
    region.setAttribute('aria-live', 'polite');
    region.style.cssText = 'position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)';
    document.body.append(region);

    let held; // The panel that the reader's hand is on: no other speaks.
    for (const event of ['focusin', 'pointerdown']) {
      document.addEventListener(event, ({ target }) => (held = target.closest?.('.lossviz')), true);
    }

    let timer;
    const seen = new WeakMap(); // Each panel's reading when last looked at.
    new MutationObserver(records => {
      if (records.some(({ addedNodes }) => [...addedNodes].some(showsPicture))) describe(app);
      if (records.some(({ target }) => gaveUp(target))) showAgain(app);
      for (const panel of new Set(records.map(({ target }) => target.closest?.('.lossviz')))) {
        if (!panel) continue;
        mend(panel);
        const before = seen.get(panel);
        seen.set(panel, reading(panel));
        if (panel !== held || reading(panel) === before) continue;
        clearTimeout(timer);
        timer = setTimeout(() => (region.textContent = reading(panel)), QUIET);
      }
    }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['class', 'aria-valuetext'] });
  }

  (window._JUPYTERLAB ??= {}).lossviz = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: { id: 'lossviz:panels', autoStart: true, activate } }),
  };
})();
