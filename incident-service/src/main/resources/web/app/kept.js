/** Stores what the reader chose, in the browser alone: no cookie is set, and nothing is sent. */
export const kept = {
  get(name) {
    try {
      return localStorage.getItem(`tocsin-${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value) localStorage.setItem(`tocsin-${name}`, value);
      else localStorage.removeItem(`tocsin-${name}`);
    } catch {
      // A browser that keeps nothing forgets the choice.
    }
  },
};
