package dev.tocsin.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/// For tests that start a Tocsin of their own, because they end it, or want another catalog or past: one after the
/// other.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("a standalone beside the shared one")
@interface StartsStandalone {}
