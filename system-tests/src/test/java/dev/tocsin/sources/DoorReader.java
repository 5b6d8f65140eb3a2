package dev.tocsin.sources;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.tocsin.stack.access.Door;
import dev.tocsin.support.access.Permissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Reads the doors of a service out of its sources: the methods of resource classes, and the routes beside them.
final class DoorReader {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern ROUTE = Pattern.compile("router\\s*\\.(get|post|route)\\(\"(/[^\"]*)\"\\)");
    private static final Pattern ROUTE_PARAMETER = Pattern.compile(":(\\w+)");
    private static final Pattern PARAMETER_WITH_PATTERN = Pattern.compile("\\{\\s*(\\w+)\\s*:\\s*([^}]*)}");

    private final Map<String, Door> doors = new TreeMap<>();

    private DoorReader() {}

    /// By path, then by method.
    static List<Door> doors(String module) {
        var reader = new DoorReader();
        var files = Sources.main(module);
        files.forEach(file -> reader.routes(file.code()));
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var paths = files.stream().map(Sources.JavaFile::path).toList();
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(paths));
            for (var unit : task.parse()) {
                unit.accept(reader.scanner(), null);
            }
            return List.copyOf(reader.doors.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void routes(String code) {
        ROUTE.matcher(code)
                .results()
                .forEach(route -> add(new Door(
                        route.group(1).equals("post") ? "POST" : "GET",
                        ROUTE_PARAMETER.matcher(route.group(2)).replaceAll("{$1}"),
                        Door.ANYONE)));
    }

    private TreeScanner<@Nullable Void, @Nullable Void> scanner() {
        return new TreeScanner<>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                if (!isClient(type)) {
                    Annotations.on(type.getModifiers(), "Path").ifPresent(path -> resource(type, path(path, type)));
                }
                return super.visitClass(type, null);
            }
        };
    }

    /// The doors of a client are another service's.
    private static boolean isClient(ClassTree type) {
        return Annotations.on(type.getModifiers(), "RegisterRestClient").isPresent();
    }

    private void resource(ClassTree type, String base) {
        var needs = needs(type.getModifiers()).orElse(Door.ANYONE);
        for (var member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                var path = Annotations.on(method.getModifiers(), "Path").map(own -> path(own, type));
                var own = needs(method.getModifiers()).orElse(needs);
                METHODS.stream()
                        .filter(name ->
                                Annotations.on(method.getModifiers(), name).isPresent())
                        .forEach(name ->
                                paths(joined(base, path.orElse(""))).forEach(each -> add(new Door(name, each, own))));
            }
        }
    }

    /// A route and a resource may serve the same path: the route answers for the resource, and to anyone.
    private void add(Door door) {
        doors.putIfAbsent(door.path() + " " + door.method(), door);
    }

    private static Optional<String> needs(ModifiersTree modifiers) {
        return Annotations.on(modifiers, "PermissionsAllowed")
                .flatMap(it -> Annotations.expression(it, "value"))
                .map(value -> permission(value.toString().replaceFirst(".*\\.", "")))
                .or(() -> Annotations.on(modifiers, "Authenticated").map(_ -> Door.SIGNED_IN));
    }

    private static String permission(String constant) {
        try {
            return String.valueOf(Permissions.class.getField(constant).get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no permission " + constant, e);
        }
    }

    /// A literal, or a constant of the class.
    private static String path(AnnotationTree annotation, ClassTree type) {
        return Annotations.argument(annotation, "value").orElseGet(() -> {
            var name = Annotations.expression(annotation, "value")
                    .orElseThrow()
                    .toString()
                    .replaceFirst(".*\\.", "");
            return type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> field.getName().contentEquals(name))
                    .map(field -> String.valueOf(((LiteralTree) field.getInitializer()).getValue()))
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static String joined(String base, String path) {
        var joined = "/"
                + String.join(
                        "/",
                        List.of(base, path).stream()
                                .filter(part -> !part.isEmpty())
                                .toList());
        return joined.replaceAll("/+", "/").replaceFirst("(.)/$", "$1");
    }

    /// A parameter may have a pattern with several alternatives, such as `/{path: feed\\.atom|files/.*}`.
    private static Stream<String> paths(String path) {
        var parameter = PARAMETER_WITH_PATTERN.matcher(path);
        if (!parameter.find()) {
            return Stream.of(path);
        }
        var before = path.substring(0, parameter.start());
        var after = path.substring(parameter.end());
        return Stream.of(parameter.group(2).split("\\|"))
                .map(one -> before
                        + one.replace("\\.", ".").replaceAll("\\.\\*|.*[+\\]].*", "{%s}".formatted(parameter.group(1)))
                        + after);
    }
}
