import "./rail.css";
import "./views.css";
import "./overview.css";
import "./wall.css";
import "./evidence.css";
import "./filters.js";
import "./keys.js";
import "./wall.js";
