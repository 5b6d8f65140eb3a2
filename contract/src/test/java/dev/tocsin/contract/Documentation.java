package dev.tocsin.contract;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What the `///` comments of the contract's sources say, so that it is written once and the schemas say it too.
final class Documentation {

    /// By a type's full name, or that and the name of a part: `dev.tocsin.contract.Verdict#UNKNOWN`.
    private final Map<String, String> texts = new HashMap<>();

    static Documentation of(Path sources) {
        var documentation = new Documentation();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(sources)) {
            var units = files.getJavaFileObjectsFromPaths(
                    paths.filter(path -> path.toString().endsWith(".java")).toList());
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            var reader = documentation.new Reader(DocTrees.instance(task));
            task.parse().forEach(unit -> reader.scan(unit, String.valueOf(unit.getPackageName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documentation;
    }

    Optional<String> about(Class<?> type) {
        return Optional.ofNullable(texts.get(type.getCanonicalName()));
    }

    /// @param part a record's component, also where an interface of it says what that is, or an enum's constant
    Optional<String> about(Class<?> type, String part) {
        var own = Optional.ofNullable(texts.get(type.getCanonicalName() + "#" + part));
        return own.or(() -> Arrays.stream(type.getInterfaces())
                .flatMap(parent -> about(parent, part).stream())
                .findFirst());
    }

    private final class Reader extends TreePathScanner<@Nullable Void, String> {

        private final DocTrees trees;

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String enclosing) {
            var name = enclosing + "." + type.getSimpleName();
            keep(name);
            params().forEach(param -> texts.put(name + "#" + param.getName(), text(param.getDescription())));
            return super.visitClass(type, name);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, String enclosing) {
            keep(enclosing + "#" + variable.getName());
            return super.visitVariable(variable, enclosing);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String enclosing) {
            keep(enclosing + "#" + method.getName());
            return null;
        }

        private void keep(String name) {
            var comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null && !comment.getFullBody().isEmpty()) {
                texts.put(name, text(comment.getFullBody()));
            }
        }

        private Stream<ParamTree> params() {
            var comment = trees.getDocCommentTree(getCurrentPath());
            return comment == null
                    ? Stream.of()
                    : comment.getBlockTags().stream()
                            .filter(ParamTree.class::isInstance)
                            .map(ParamTree.class::cast);
        }
    }

    /// One line for a paragraph; a link is the name it links to; pictures are left out.
    private static String text(List<? extends DocTree> trees) {
        return trees.stream()
                .map(DocTree::toString)
                .collect(Collectors.joining())
                .replaceAll("(?s)```.*?```", "")
                .replaceAll("\\{@link #?([\\w.]+)[^}]*}", "$1")
                .strip()
                .replaceAll("(?<!\n)\n(?!\n)", " ");
    }
}
