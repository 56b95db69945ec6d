"""The versions of xAPI that are spoken here, by the names their headers bear."""

V1 = "1.0.3"
V2 = "2.0.0"
VERSIONS = (V1, V2)
