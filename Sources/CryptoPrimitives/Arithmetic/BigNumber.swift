import CLibCrypto

/// A non-negative integer of any size, for checking and for building keys and signatures.
///
/// Not constant-time.
@safe package struct BigNumber: ~Copyable {
    let pointer: OpaquePointer

    private init(adopting pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    /// The integer that these octets are, most significant first; none is zero.
    package init(_ octets: Span<UInt8>) throws(CryptoError) {
        let number = unsafe octets.withUnsafeBufferPointer { bytes in
            unsafe BN_bin2bn(bytes.baseAddress, Int32(bytes.count), nil)
        }
        guard let number = unsafe number else { throw .takingQueue("BN_bin2bn") }
        unsafe self.pointer = number
    }

    /// A small integer.
    package init(_ value: UInt) throws(CryptoError) {
        guard let number = unsafe BN_new(), unsafe BN_set_word(number, UInt(value)) == 1 else {
            throw .takingQueue("BN_set_word")
        }
        unsafe self.pointer = number
    }

    deinit {
        unsafe BN_clear_free(pointer)
    }

    /// The number of significant bits.
    package var bitCount: Int { unsafe Int(BN_num_bits(pointer)) }

    /// Whether the number is zero.
    package var isZero: Bool { unsafe BN_is_zero(pointer) == 1 }

    /// Whether the number is odd.
    package var isOdd: Bool { unsafe BN_is_odd(pointer) == 1 }

    /// The fewest octets that hold the number, most significant first.
    package var octets: [UInt8] {
        octets(count: (bitCount + 7) / 8) ?? []
    }

    /// The number in `count` octets, most significant first; `nil` if it doesn't fit.
    package func octets(count: Int) -> [UInt8]? {
        guard bitCount <= count * 8 else { return nil }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            initialised = unsafe BN_bn2binpad(pointer, buffer.baseAddress, Int32(count)) == Int32(count) ? count : 0
        }
    }

    /// Whether the number is smaller than another.
    package func isLess(than other: borrowing BigNumber) -> Bool {
        unsafe BN_cmp(pointer, other.pointer) < 0
    }

    /// Whether the numbers are equal.
    package func isEqual(to other: borrowing BigNumber) -> Bool {
        unsafe BN_cmp(pointer, other.pointer) == 0
    }

    /// The sum.
    package func adding(_ other: borrowing BigNumber) throws(CryptoError) -> BigNumber {
        try unsafe Self.result { result, _ in unsafe BN_add(result, pointer, other.pointer) }
    }

    /// The difference; the other number is the smaller one.
    package func subtracting(_ other: borrowing BigNumber) throws(CryptoError) -> BigNumber {
        try unsafe Self.result { result, _ in unsafe BN_sub(result, pointer, other.pointer) }
    }

    /// The product.
    package func multiplied(by other: borrowing BigNumber) throws(CryptoError) -> BigNumber {
        try unsafe Self.result { result, context in unsafe BN_mul(result, pointer, other.pointer, context) }
    }

    /// The remainder of a division.
    package func remainder(dividingBy modulus: borrowing BigNumber) throws(CryptoError) -> BigNumber {
        try unsafe Self.result { result, context in unsafe BN_nnmod(result, pointer, modulus.pointer, context) }
    }

    /// The inverse modulo `modulus`.
    package func inverse(modulo modulus: borrowing BigNumber) throws(CryptoError) -> BigNumber {
        try unsafe Self.result { result, context in
            unsafe BN_mod_inverse(result, pointer, modulus.pointer, context) == nil ? 0 : 1
        }
    }

    /// The power modulo `modulus`.
    package func power(
        _ exponent: borrowing BigNumber,
        modulo modulus: borrowing BigNumber
    ) throws(CryptoError) -> BigNumber {
        try unsafe Self.result { result, context in
            unsafe BN_mod_exp(result, pointer, exponent.pointer, modulus.pointer, context)
        }
    }

    private static func result(
        _ compute: (OpaquePointer, OpaquePointer) -> Int32
    ) throws(CryptoError) -> BigNumber {
        guard let context = unsafe BN_CTX_new() else { throw .takingQueue("BN_CTX_new") }
        defer { unsafe BN_CTX_free(context) }
        guard let number = unsafe BN_new() else { throw .takingQueue("BN_new") }
        let result = unsafe BigNumber(adopting: number)
        guard unsafe compute(number, context) == 1 else { throw .takingQueue("arithmetic") }
        return result
    }
}
