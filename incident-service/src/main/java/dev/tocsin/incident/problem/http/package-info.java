/// Every error of the API as a problem, whoever noticed it.
@NullMarked
package dev.tocsin.incident.problem.http;

import org.jspecify.annotations.NullMarked;
