package dev.tocsin.sources;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import java.util.Optional;

/// Annotations as the sources write them.
final class Annotations {

    private Annotations() {}

    static Optional<? extends AnnotationTree> on(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType() instanceof IdentifierTree identifier
                        && identifier.getName().contentEquals(name))
                .findFirst();
    }

    /// Empty when the argument is no literal.
    static Optional<String> argument(AnnotationTree annotation, String name) {
        return expression(annotation, name)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> String.valueOf(((LiteralTree) literal).getValue()));
    }

    static Optional<ExpressionTree> expression(AnnotationTree annotation, String name) {
        return annotation.getArguments().stream()
                .<ExpressionTree>mapMulti((argument, into) -> {
                    if (argument instanceof AssignmentTree assignment) {
                        if (assignment.getVariable().toString().equals(name)) {
                            into.accept(assignment.getExpression());
                        }
                    } else if (name.equals("value")) {
                        into.accept(argument);
                    }
                })
                .findFirst();
    }
}
