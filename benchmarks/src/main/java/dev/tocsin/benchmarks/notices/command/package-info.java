/// `./tocsin bench notices`, `mails` and `isolation`.
@NullMarked
package dev.tocsin.benchmarks.notices.command;

import org.jspecify.annotations.NullMarked;
