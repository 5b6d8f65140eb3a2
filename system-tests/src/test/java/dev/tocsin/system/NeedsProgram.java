package dev.tocsin.system;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Left out, and named with its reason, where a program is missing.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProgram.Condition.class)
@interface NeedsProgram {

    /// Such as `curl`. `.ci/run` installs all of them.
    String[] value();

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class).stream()
                    .flatMap(needs -> Stream.of(needs.value()))
                    .filter(program -> !isThere(program))
                    .findFirst()
                    .map(program -> disabled("there is no " + program))
                    .orElse(enabled("all programs are there"));
        }

        private static boolean isThere(String program) {
            return Standalone.run("sh", "-c", "command -v " + program).exitCode() == 0;
        }
    }
}
