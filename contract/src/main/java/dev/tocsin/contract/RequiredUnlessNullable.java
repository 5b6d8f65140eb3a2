package dev.tocsin.contract;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Executable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes Jackson refuse what the compiler refuses: a null or missing value for a component that is not `@Nullable`.
///
/// It applies only to the records of the contract. Jackson asks once for each class.
final class RequiredUnlessNullable extends NopAnnotationIntrospector {

    private static final JsonSetter.Value NO_NULLS = JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return nullable(member).map(nullable -> !nullable).orElse(null);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        return nullable(member).orElse(true) ? JsonSetter.Value.empty() : NO_NULLS;
    }

    /// Empty for anything but a component of a record of the contract.
    private static Optional<Boolean> nullable(Annotated member) {
        if (member instanceof AnnotatedParameter parameter
                && parameter.getOwner().getAnnotated() instanceof Executable constructor
                && constructor.getDeclaringClass().isRecord()
                && constructor.getDeclaringClass().getPackageName().startsWith(Json.class.getPackageName())) {
            return Optional.of(
                    constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(Nullable.class));
        }
        return Optional.empty();
    }
}
