;; Copies and fills memory eight bytes at a time, as WebAssembly of the first version can.
(module
  (memory 1)

  (func $__memory_copy (param $to i32) (param $from i32) (param $size i32)
    (if (i32.lt_u (i32.sub (local.get $to) (local.get $from)) (local.get $size))
      (then
        ;; The end of the source lies under the target: from the end backwards.
        (block $none
          (loop $bytes
            (br_if $none (i32.eqz (local.get $size)))
            (local.set $size (i32.sub (local.get $size) (i32.const 1)))
            (i32.store8
              (i32.add (local.get $to) (local.get $size))
              (i32.load8_u (i32.add (local.get $from) (local.get $size))))
            (br $bytes))))
      (else
        (block $few
          (loop $words
            (br_if $few (i32.lt_u (local.get $size) (i32.const 8)))
            (i64.store align=1 (local.get $to) (i64.load align=1 (local.get $from)))
            (local.set $to (i32.add (local.get $to) (i32.const 8)))
            (local.set $from (i32.add (local.get $from) (i32.const 8)))
            (local.set $size (i32.sub (local.get $size) (i32.const 8)))
            (br $words)))
        (block $none
          (loop $bytes
            (br_if $none (i32.eqz (local.get $size)))
            (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (local.set $from (i32.add (local.get $from) (i32.const 1)))
            (local.set $size (i32.sub (local.get $size) (i32.const 1)))
            (br $bytes))))))

  (func $__memory_fill (param $to i32) (param $byte i32) (param $size i32)
    (local $word i64)
    (local.set $word
      (i64.mul
        (i64.extend_i32_u (i32.and (local.get $byte) (i32.const 255)))
        (i64.const 0x0101010101010101)))
    (block $few
      (loop $words
        (br_if $few (i32.lt_u (local.get $size) (i32.const 8)))
        (i64.store align=1 (local.get $to) (local.get $word))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (local.set $size (i32.sub (local.get $size) (i32.const 8)))
        (br $words)))
    (block $none
      (loop $bytes
        (br_if $none (i32.eqz (local.get $size)))
        (i32.store8 (local.get $to) (local.get $byte))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (local.set $size (i32.sub (local.get $size) (i32.const 1)))
        (br $bytes)))))
