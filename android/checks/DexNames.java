import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jf.dexlib2.DexFileFactory;
import org.jf.dexlib2.Opcodes;
import org.jf.dexlib2.iface.*;
import org.objectweb.asm.*;

/**
 * Are the names that are looked up at run time still in a shrunk APK? `DexNames APK FILE-OR-FOLDER… [=CLASS…]`: every class of
 * each jar or folder of class files, with its fields and methods, and each class named after `=` (a slashed name), must be in one
 * of the APK's dex files under its own name. JNA and the bindings find each other so, WorkManager its workers and its database.
 *
 * Of a member's types only those are compared that are themselves kept: primitives, java and the classes given.
 */
public class DexNames {
    private static final Pattern TYPE = Pattern.compile("L([^;]+);");
    private final Map<String, Set<String>> dex = new HashMap<>();
    private final Map<String, Set<String>> wanted = new TreeMap<>();

    public static void main(String[] args) throws IOException {
        DexNames names = new DexNames();
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith("=")) names.wanted.put(args[i].substring(1), Set.of());
            else names.want(new File(args[i]));
        }
        names.readDex(new File(args[0]));
        List<String> lost = names.lost();
        lost.stream().limit(40).forEach(System.out::println);
        int members = names.wanted.values().stream().mapToInt(Set::size).sum();
        System.out.println(lost.size() + " lost of " + names.wanted.size() + " classes and " + members + " members");
        System.exit(lost.isEmpty() && !names.wanted.isEmpty() ? 0 : 1);
    }

    private void readDex(File apk) throws IOException {
        var container = DexFileFactory.loadDexContainer(apk, Opcodes.getDefault());
        for (String entry : container.getDexEntryNames()) {
            for (ClassDef found : container.getEntry(entry).getDexFile().getClasses()) {
                Set<String> members = new HashSet<>();
                for (Field field : found.getFields()) members.add(member(field.getName(), field.getType()));
                for (Method method : found.getMethods()) {
                    members.add(member(method.getName(), "(" + String.join("", method.getParameterTypes()) + ")" + method.getReturnType()));
                }
                String type = found.getType();
                dex.put(type.substring(1, type.length() - 1), members);
            }
        }
    }

    private void want(File from) throws IOException {
        if (from.isDirectory()) {
            try (var files = Files.walk(from.toPath())) {
                for (Path file : (Iterable<Path>) files.filter(p -> p.toString().endsWith(".class"))::iterator) want(Files.readAllBytes(file));
            }
            return;
        }
        try (ZipFile jar = new ZipFile(from)) {
            for (var entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) want(jar.getInputStream(entry).readAllBytes());
            }
        }
    }

    private void want(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        Set<String> members = wanted.computeIfAbsent(reader.getClassName(), name -> new TreeSet<>());
        reader.accept(new ClassVisitor(ASM) {
            @Override public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
                if ((access & org.objectweb.asm.Opcodes.ACC_SYNTHETIC) == 0) members.add(name + " " + type);
                return null;
            }
            @Override public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
                if ((access & org.objectweb.asm.Opcodes.ACC_SYNTHETIC) == 0) members.add(name + " " + type);
                return null;
            }
        }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    }

    private static final int ASM = org.objectweb.asm.Opcodes.ASM9;

    private String member(String name, String type) {
        return name + " " + TYPE.matcher(type).replaceAll(found -> isKept(found.group(1)) ? java.util.regex.Matcher.quoteReplacement(found.group()) : "*");
    }

    private boolean isKept(String name) {
        return name.startsWith("java/") || wanted.containsKey(name);
    }

    private List<String> lost() {
        List<String> lost = new ArrayList<>();
        wanted.forEach((name, members) -> {
            Set<String> there = dex.get(name);
            if (there == null) {
                lost.add("lost: " + name);
                return;
            }
            for (String member : members) {
                int space = member.indexOf(' ');
                String wantedMember = member(member.substring(0, space), member.substring(space + 1));
                // A class without state or with constants alone needs no initialiser once they are folded in.
                if (!there.contains(wantedMember) && !member.startsWith("<clinit>")) lost.add("lost: " + name + " " + wantedMember);
            }
        });
        return lost;
    }
}
