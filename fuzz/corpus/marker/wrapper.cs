using System;
[StructLayout(LayoutKind.Sequential)]
public struct S {
 [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4)]
 public byte[] byRes;
 public int emRace;
}
