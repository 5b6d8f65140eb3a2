/// Prometheus' Alertmanager as Debian packages it, which sends the same webhooks for comparison.
@NullMarked
package dev.tocsin.benchmarks.notices.alertmanager;

import org.jspecify.annotations.NullMarked;
