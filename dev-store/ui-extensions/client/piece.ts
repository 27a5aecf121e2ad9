/** What every stand-in of a web component is made by: a tag with properties that draws itself anew when one has changed. */

export type Values = Record<string, unknown>;
export type Piece = HTMLElement & { given: Values };
/** Draws once; what it answers is called whenever a property has changed. */
export type Draw = (piece: Piece, root: ShadowRoot) => () => void;

const sheet = new CSSStyleSheet();

/** Gives all pieces their looks. */
export function dress(css: string): void {
  sheet.replaceSync(css);
}

export function define(tag: string, properties: readonly string[], draw: Draw): void {
  class Made extends HTMLElement {
    static readonly observedAttributes = properties.map((name) => name.toLowerCase());
    given: Values = {};
    readonly update: () => void;
    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
      root.adoptedStyleSheets = [sheet];
      this.update = draw(this, root);
    }
    /** Some names (`href`) Preact writes as attributes, whatever the element has. */
    attributeChangedCallback(attribute: string, _before: string | null, now: string | null): void {
      const name = properties.find((one) => one.toLowerCase() === attribute);
      if (name !== undefined) this.given[name] = now;
      this.update();
    }
    connectedCallback(): void {
      const known = [...Made.observedAttributes, 'slot', 'id'];
      const unknown = this.getAttributeNames().filter((name) => !known.includes(name));
      if (unknown.length > 0) console.error(`The stand-in of ${tag} does not know: ${unknown.join(', ')}`);
      this.update();
    }
  }
  for (const name of properties)
    Object.defineProperty(Made.prototype, name, {
      get(this: Made) {
        return this.given[name];
      },
      set(this: Made, value: unknown) {
        this.given[name] = value;
        this.update();
      },
    });
  customElements.define(tag, Made);
}

export const said = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export function put<Tag extends keyof HTMLElementTagNameMap>(
  into: ParentNode,
  tag: Tag,
  className = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  into.append(element);
  return element;
}

export function slot(into: ParentNode, name = ''): void {
  const element = put(into, 'slot');
  if (name !== '') element.name = name;
}
