package dev.patchbay.core.rails;

import java.util.Arrays;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Sends the refused calls of a class elsewhere. Each becomes a static call that takes the same from
 * the stack, and so does each method reference, which leaves stack maps and all else as they are.
 */
final class Rewriting extends ClassVisitor {
  private static final String RUNTIME = "java/lang/Runtime";

  /** By owner, name and descriptor: the descriptor of what takes its place. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "java/lang/System.exit(I)V",
          "(I)V",
          RUNTIME + ".exit(I)V",
          "(Ljava/lang/Runtime;I)V",
          RUNTIME + ".halt(I)V",
          "(Ljava/lang/Runtime;I)V",
          RUNTIME + ".addShutdownHook(Ljava/lang/Thread;)V",
          "(Ljava/lang/Runtime;Ljava/lang/Thread;)V");

  private final String target;
  private boolean changed;

  private Rewriting(ClassWriter writer, String target) {
    super(Opcodes.ASM9, writer);
    this.target = target;
  }

  /**
   * The class with its refused calls sent to methods of the same names.
   *
   * @param target internal name of the class that has them
   * @return the same array when there are none
   * @throws IllegalArgumentException when the class is of a newer format than is known here
   */
  static byte[] of(byte[] type, String target) {
    ClassReader reader = new ClassReader(type);
    ClassWriter writer = new ClassWriter(reader, 0);
    Rewriting rewriting = new Rewriting(writer, target);
    reader.accept(rewriting, 0);
    return rewriting.changed ? writer.toByteArray() : type;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new Body(super.visitMethod(access, name, descriptor, signature, exceptions));
  }

  private Object constant(Object constant) {
    return switch (constant) {
      case Handle handle -> handle(handle);
      case ConstantDynamic dynamic ->
          new ConstantDynamic(
              dynamic.getName(),
              dynamic.getDescriptor(),
              handle(dynamic.getBootstrapMethod()),
              arguments(dynamic));
      default -> constant;
    };
  }

  private Object[] arguments(ConstantDynamic dynamic) {
    Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
    Arrays.setAll(arguments, i -> constant(dynamic.getBootstrapMethodArgument(i)));
    return arguments;
  }

  private Handle handle(Handle handle) {
    String instead = REFUSED.get(handle.getOwner() + "." + handle.getName() + handle.getDesc());
    if (instead == null) {
      return handle;
    }
    changed = true;
    return new Handle(Opcodes.H_INVOKESTATIC, target, handle.getName(), instead, false);
  }

  /** The code of a method. */
  private final class Body extends MethodVisitor {
    Body(MethodVisitor code) {
      super(Opcodes.ASM9, code);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String instead = REFUSED.get(owner + "." + name + descriptor);
      if (instead == null) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      } else {
        changed = true;
        super.visitMethodInsn(Opcodes.INVOKESTATIC, target, name, instead, false);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      super.visitInvokeDynamicInsn(
          name,
          descriptor,
          bootstrap,
          Arrays.stream(arguments).map(Rewriting.this::constant).toArray());
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(constant(value));
    }
  }
}
