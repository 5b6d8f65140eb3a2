/// Every error of the API as a problem, whichever part noticed it.
@NullMarked
package dev.tocsin.incident.problem.http;

import org.jspecify.annotations.NullMarked;
