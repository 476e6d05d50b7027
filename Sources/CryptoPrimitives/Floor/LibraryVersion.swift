import CLibCrypto

/// Which libcrypto this process runs with, which need not be the one it was built with.
package enum LibraryVersion {
    /// The library's own words, such as `OpenSSL 3.0.22 25 Aug 2026`.
    package static var description: String {
        unsafe String(cString: OpenSSL_version(OPENSSL_VERSION))
    }
}
