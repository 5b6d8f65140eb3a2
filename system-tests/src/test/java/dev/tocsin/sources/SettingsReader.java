package dev.tocsin.sources;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Reads a module's own settings out of its sources: `@ConfigMapping` interfaces with their comments, parameters with
/// `@ConfigProperty`, and keys that `application.properties` or another annotation refers to.
final class SettingsReader {

    private static final String OURS = "tocsin.";
    private static final Pattern REFERENCE = Pattern.compile("\\$?\\{(tocsin\\.[a-z0-9.-]+)(?::([^}]*))?}");
    private static final Pattern PROPERTY = Pattern.compile("(%[\\w,]+\\.)?(\"[^\"]*\"|[\\w.\"*-]+)\\s*=\\s*(.*)");
    private static final Pattern SEVERAL = Pattern.compile("Optional|List|Set|Collection");

    private final Map<String, TreePath> interfaces = new HashMap<>();
    private final List<TreePath> mappings = new ArrayList<>();
    private final List<Setting> parameters = new ArrayList<>();
    private final Map<String, @Nullable String> references = new TreeMap<>();
    private final DocTrees trees;

    private SettingsReader(DocTrees trees) {
        this.trees = trees;
    }

    /// By key, in their order.
    static List<Setting> settings(String module) {
        var properties =
                Properties.of(Sources.HOME.resolve(module).resolve("src/main/resources/application.properties"));
        var files = Sources.main(module).stream().map(Sources.JavaFile::path).toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var reader = new SettingsReader(DocTrees.instance(task));
            for (var unit : task.parse()) {
                reader.scan(unit);
            }
            return reader.all(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void scan(CompilationUnitTree unit) {
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                if (type.getKind() == Tree.Kind.INTERFACE) {
                    interfaces.put(type.getSimpleName().toString(), getCurrentPath());
                    if (Annotations.on(type.getModifiers(), "ConfigMapping").isPresent()) {
                        mappings.add(getCurrentPath());
                    }
                }
                return super.visitClass(type, null);
            }

            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                Annotations.on(variable.getModifiers(), "ConfigProperty").ifPresent(property -> {
                    var key = Annotations.argument(property, "name").orElseThrow();
                    if (key.startsWith(OURS)) {
                        var fallback =
                                Annotations.argument(property, "defaultValue").orElse(null);
                        parameters.add(new Setting(
                                key, type(variable.getType()), fallback, isOptional(variable.getType()), ""));
                    }
                });
                return super.visitVariable(variable, null);
            }

            @Override
            public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
                references(annotation.toString());
                return super.visitAnnotation(annotation, null);
            }
        }.scan(unit, null);
    }

    private void references(String text) {
        REFERENCE.matcher(text).results().forEach(found -> references.putIfAbsent(found.group(1), found.group(2)));
    }

    private List<Setting> all(Properties properties) {
        var settings = new TreeMap<String, Setting>();
        mappings.forEach(mapping -> {
            var type = (ClassTree) mapping.getLeaf();
            var prefix = Annotations.argument(
                    Annotations.on(type.getModifiers(), "ConfigMapping").orElseThrow(), "prefix");
            members(mapping, prefix.orElseThrow()).forEach(setting -> settings.put(setting.key(), setting));
        });
        parameters.forEach(parameter -> settings.putIfAbsent(parameter.key(), parameter));
        properties.values().values().forEach(this::references);
        references.forEach((key, fallback) ->
                settings.putIfAbsent(key, new Setting(key, "", fallback, fallback != null && fallback.isEmpty(), "")));
        properties.values().keySet().stream()
                .filter(key -> key.startsWith(OURS))
                .forEach(key -> settings.putIfAbsent(key, new Setting(key, "", null, false, "")));
        return settings.values().stream()
                .map(setting -> completed(setting, properties))
                .toList();
    }

    /// What the service's own file sets is what holds where nobody sets another value.
    private static Setting completed(Setting setting, Properties properties) {
        var value = properties.values().get(setting.key());
        var complete = value == null ? setting : setting.withFallback(value);
        return complete.meaning().isEmpty() ? complete.withMeaning(properties.comment(setting.key())) : complete;
    }

    private List<Setting> members(TreePath mapping, String prefix) {
        var settings = new ArrayList<Setting>();
        for (var member : ((ClassTree) mapping.getLeaf()).getMembers()) {
            if (member instanceof MethodTree method
                    && method.getBody() == null
                    && !method.getModifiers().getFlags().contains(Modifier.STATIC)) {
                settings.addAll(member(new TreePath(mapping, method), method, prefix));
            }
        }
        return settings;
    }

    private List<Setting> member(TreePath path, MethodTree method, String prefix) {
        var name = Annotations.on(method.getModifiers(), "WithName")
                .flatMap(annotation -> Annotations.argument(annotation, "value"))
                .orElseGet(() -> kebab(method.getName().toString()));
        var key = Annotations.on(method.getModifiers(), "WithParentName").isPresent() ? prefix : prefix + "." + name;
        var type = type(method.getReturnType());
        var group = interfaces.get(innermost(method.getReturnType()));
        if (group != null) {
            return members(group, method.getReturnType().toString().startsWith("Map<") ? key + ".\"name\"" : key);
        }
        var fallback = Annotations.on(method.getModifiers(), "WithDefault")
                .flatMap(annotation -> Annotations.argument(annotation, "value"))
                .orElse(null);
        return List.of(new Setting(key, type, fallback, isOptional(method.getReturnType()), meaning(path)));
    }

    private String meaning(TreePath path) {
        var comment = trees.getDocComment(path);
        return comment == null
                ? ""
                : comment.lines().map(String::strip).collect(joining(" ")).strip();
    }

    private static boolean isOptional(Tree type) {
        return type.toString().startsWith("Optional") || type.toString().startsWith("Map<");
    }

    private static String type(Tree type) {
        var innermost = innermost(type);
        return type.toString().contains("List<") || type.toString().contains("Set<")
                ? "list of " + innermost
                : innermost;
    }

    private static String innermost(Tree type) {
        return switch (type) {
            case ParameterizedTypeTree generic -> {
                var arguments = generic.getTypeArguments();
                yield SEVERAL.matcher(generic.getType().toString()).find() || arguments.size() == 2
                        ? innermost(arguments.getLast())
                        : generic.toString();
            }
            case Tree other -> other.toString().substring(other.toString().lastIndexOf('.') + 1);
        };
    }

    private static String kebab(String method) {
        return method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /// A service's `application.properties`: values without profiles' own, and the comment above each. A line such as
    /// `#tocsin.notifier.url=` says what a key is for that has no value.
    private record Properties(Map<String, String> values, Map<String, String> comments) {

        static Properties of(Path file) {
            var values = new TreeMap<String, String>();
            var comments = new HashMap<String, String>();
            var comment = new ArrayList<String>();
            var text = file.toFile().exists() ? Sources.read(file) : "";
            for (var line : text.split("\n", -1)) {
                var unset = line.startsWith("#" + OURS);
                var property = PROPERTY.matcher(unset ? line.substring(1) : line);
                if (line.startsWith("#") && !unset) {
                    comment.add(line.substring(1).strip());
                    continue;
                }
                if (property.matches()) {
                    var value = property.group(3);
                    REFERENCE
                            .matcher(value)
                            .results()
                            .forEach(found -> comments.putIfAbsent(found.group(1), String.join(" ", comment)));
                    comments.putIfAbsent(property.group(2), String.join(" ", comment));
                    if (property.group(1) == null && !unset) {
                        values.put(property.group(2), value);
                    }
                }
                comment.clear();
            }
            return new Properties(values, comments);
        }

        String comment(String key) {
            return comments.getOrDefault(key, "");
        }
    }
}
