typedef struct tagNET_VCA_HUMAN_FEATURE {
 BYTE bySex;
 BYTE byAgeDeviation;
 BYTE byEthnic;
 BYTE byMask;
 BYTE byRes[3];
} NET_VCA_HUMAN_FEATURE;
typedef struct tagNET_VCA_HUMAN_FEATURE {
 BYTE bySex;
 BYTE byDeviation;
 BYTE byRes0;
 BYTE byMask;
 BYTE byRes[3];
} NET_VCA_HUMAN_FEATURE;
