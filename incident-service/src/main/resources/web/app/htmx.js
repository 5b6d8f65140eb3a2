// Extensions look for htmx as a global, so it has to be one before they run.
import htmx from "htmx.org";

window.htmx = htmx;
