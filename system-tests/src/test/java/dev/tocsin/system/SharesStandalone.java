package dev.tocsin.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// For tests on the one Tocsin that many share: one after the other, beside one that starts its own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FastStandalone.class)
@ResourceLock("the shared standalone")
@interface SharesStandalone {}
