package dev.tocsin.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The types that source files declare, as the parser of the compiler reads them: nested and local types too.
final class DeclaredTypes extends TreeScanner<@Nullable Void, String> {

    private final String home;
    private final List<DeclaredType> types = new ArrayList<>();

    /// @param home the package with a dot; empty for none
    private DeclaredTypes(String home) {
        this.home = home;
    }

    static List<DeclaredType> of(Collection<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var types = new ArrayList<DeclaredType>();
            task.parse().forEach(unit -> types.addAll(of(unit)));
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DeclaredType> of(CompilationUnitTree unit) {
        var home = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
        var scanner = new DeclaredTypes(home);
        unit.accept(scanner, home);
        return scanner.types;
    }

    /// @param place the package and the types around it, each with a dot
    @Override
    public @Nullable Void visitClass(ClassTree type, String place) {
        var name = type.getSimpleName().toString();
        if (name.isEmpty()) {
            return super.visitClass(type, place);
        }
        var isSealed = type.getModifiers().getFlags().contains(Modifier.SEALED);
        types.add(new DeclaredType(place, name, !place.equals(home), isSealed, parents(type)));
        return super.visitClass(type, place + name + ".");
    }

    private static List<String> parents(ClassTree type) {
        return Stream.concat(Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
                .map(DeclaredTypes::simpleName)
                .toList();
    }

    private static String simpleName(Tree parent) {
        return parent.toString().replaceFirst("<.*", "").replaceFirst(".*[. ]", "");
    }
}
