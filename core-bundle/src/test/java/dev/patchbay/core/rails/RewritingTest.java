package dev.patchbay.core.rails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import org.junit.Before;
import org.junit.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Were a call missed, it would end the virtual machine of this test. */
public class RewritingTest {
  private static final String TARGET = "dev/patchbay/core/rails/Refusing";

  @Before
  public void forget() {
    Refusing.CALLS.clear();
  }

  @Test
  public void everyCallThatEndsTheProcessIsRefused() throws Exception {
    Class<?> ending = woven(bytes(Ending.class));
    refused(ending, "direct", int.class, "System.exit 3");
    assertThat(Refusing.CALLS).containsExactly("System.exit 3", "finally");
    refused(ending, "byRuntime", void.class, "Runtime.exit 3");
    refused(ending, "halt", void.class, "Runtime.halt 3");
    refused(ending, "hook", void.class, "Runtime hook 3");
    refused(ending, "lambda", void.class, "Runtime.exit 3");
  }

  @Test
  public void soIsEveryMethodReference() throws Exception {
    Class<?> ending = woven(bytes(Ending.class));
    refused(ending, "staticReference", void.class, "System.exit 3");
    refused(ending, "boundReference", void.class, "Runtime.halt 3");
    refused(ending, "unboundReference", void.class, "Runtime.exit 3");
  }

  @Test
  public void soAreMethodHandlesAmongTheConstants() throws Throwable {
    Class<?> constants = woven(constants());
    for (String name : new String[] {"plain", "computed"}) {
      MethodHandle exit =
          (MethodHandle)
              MethodHandles.lookup()
                  .findStatic(constants, name, MethodType.methodType(MethodHandle.class))
                  .invoke();
      assertThatThrownBy(() -> exit.invoke(4)).hasMessage("System.exit 4");
    }
  }

  @Test
  public void allElseIsAsItWas() throws Exception {
    Class<?> ending = woven(bytes(Ending.class));
    call(ending, "harmless", void.class);
    assertThat(Refusing.CALLS).containsExactly("own exit 3");
    byte[] other = bytes(RewritingTest.class);
    assertThat(Rewriting.of(other, TARGET)).isSameAs(other);
  }

  @Test
  public void aLookAtTheConstantsTellsWhichClassesMayCallThem() throws Exception {
    assertThat(Mentions.in(bytes(Ending.class))).isTrue();
    assertThat(Mentions.in(constants())).isTrue();
    assertThat(Mentions.in(bytes(Mentions.class))).as("has the names as text").isTrue();
    assertThat(Mentions.in(bytes(Weaver.class))).isFalse();
    assertThat(Mentions.in(bytes(Rails.class))).isFalse();
  }

  @Test
  public void aNewerFormatIsSaidNotGuessed() throws Exception {
    byte[] newer = bytes(Ending.class);
    newer[7] = (byte) 200;
    assertThat(Mentions.in(newer)).isTrue();
    assertThatThrownBy(() -> Rewriting.of(newer, TARGET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
    assertThat(Mentions.in(new byte[] {1, 2, 3})).as("no class at all").isTrue();
  }

  private static void refused(Class<?> ending, String method, Class<?> result, String what) {
    assertThatThrownBy(() -> call(ending, method, result))
        .isInstanceOf(SecurityException.class)
        .hasMessage(what);
  }

  private static void call(Class<?> ending, String method, Class<?> result) throws Exception {
    try {
      MethodHandles.lookup()
          .findStatic(ending, method, MethodType.methodType(result, int.class))
          .invokeWithArguments(3);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A class whose constants are a method handle, and one computed with it as an argument. */
  private static byte[] constants() {
    ClassWriter type = new ClassWriter(0);
    type.visit(Opcodes.V21, Opcodes.ACC_PUBLIC, "Constants", null, "java/lang/Object", null);
    Handle exit = new Handle(Opcodes.H_INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
    Handle cast =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "explicitCast",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                + "Ljava/lang/Object;)Ljava/lang/Object;",
            false);
    constant(type, "plain", exit);
    constant(
        type, "computed", new ConstantDynamic("_", "Ljava/lang/invoke/MethodHandle;", cast, exit));
    type.visitEnd();
    return type.toByteArray();
  }

  private static void constant(ClassWriter type, String name, Object value) {
    MethodVisitor code =
        type.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            name,
            "()Ljava/lang/invoke/MethodHandle;",
            null,
            null);
    code.visitCode();
    code.visitLdcInsn(value);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
      return in.readAllBytes();
    }
  }

  private static Class<?> woven(byte[] type) throws Exception {
    byte[] rewritten = Rewriting.of(type, TARGET);
    assertThat(rewritten).isNotSameAs(type);
    return new ClassLoader(RewritingTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(Ending.class.getName()) && name.contains("$")) {
          return define(name);
        }
        return super.loadClass(name, resolve);
      }

      private Class<?> define(String name) throws ClassNotFoundException {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        try (InputStream in =
            Objects.requireNonNull(
                RewritingTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class"))) {
          byte[] inner = in.readAllBytes();
          return defineClass(name, inner, 0, inner.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }

      Class<?> define() {
        return defineClass(null, rewritten, 0, rewritten.length);
      }
    }.define();
  }
}
