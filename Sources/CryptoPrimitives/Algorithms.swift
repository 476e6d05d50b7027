// The vocabulary of this module: hash functions, curves and schemes, and what their specifications say of them.
@_exported public import JOSEAlgorithms
