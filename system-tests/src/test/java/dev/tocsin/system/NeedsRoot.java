package dev.tocsin.system;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Left out, and named with its reason, unless run as root in a network namespace of its own.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRoot.Condition.class)
@interface NeedsRoot {

    /// For what.
    String value();

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsRoot.class)
                    .filter(_ -> !mayCutWires())
                    .map(needs -> disabled("needs root and a network namespace: " + needs.value()))
                    .orElse(enabled("root, in a network namespace"));
        }

        private static boolean mayCutWires() {
            return "root".equals(System.getProperty("user.name"))
                    && "own".equals(System.getProperty("tocsin.namespace"))
                    && Standalone.run("iptables", "--version").exitCode() == 0;
        }
    }
}
