/// The subscribers' mail server, and the mail client alone.
@NullMarked
package dev.tocsin.benchmarks.notices.smtp;

import org.jspecify.annotations.NullMarked;
