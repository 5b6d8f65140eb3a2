/// The operator token over HTTP.
@NullMarked
package dev.tocsin.notifier.operator.http;

import org.jspecify.annotations.NullMarked;
